package postroom.labs.debian.postfix.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** The addresses on which Postfix receives mail: inet_interfaces ({@code postconf(5)}). */
public final class OwnAddresses {
    private OwnAddresses() {}

    /**
     * The addresses, of the protocols that inet_protocols allows.
     *
     * @throws Fatal for a name without address, or an address that no interface has
     */
    public static List<InetAddress> of(Parameters parameters) {
        List<InetAddress> interfaces = allowed(parameters, parameters.host().addresses());
        List<InetAddress> own = new ArrayList<>();
        for (String word : parameters.list("inet_interfaces")) {
            if (word.equals("all")) {
                own.addAll(interfaces);
            } else if (word.equals("loopback-only")) {
                interfaces.stream().filter(InetAddress::isLoopbackAddress).forEach(own::add);
            } else {
                own.addAll(named(parameters, word, interfaces));
            }
        }
        return own;
    }

    private static List<InetAddress> named(Parameters parameters, String word, List<InetAddress> interfaces) {
        List<InetAddress> found = allowed(parameters, parameters.host().resolve(word.replaceAll("^\\[|\\]$", "")));
        if (found.isEmpty()) {
            throw new Fatal("config variable inet_interfaces: host not found: " + word);
        }
        for (InetAddress each : found) {
            if (!interfaces.contains(each) && !each.isLoopbackAddress()) {
                throw new Fatal("parameter inet_interfaces: no local interface found for " + IpText.of(each));
            }
        }
        return found;
    }

    private static List<InetAddress> allowed(Parameters parameters, List<InetAddress> addresses) {
        List<String> protocols = parameters.list("inet_protocols");
        boolean all = protocols.isEmpty() || protocols.contains("all");
        return addresses.stream()
                .filter(it -> all || protocols.contains(it instanceof Inet4Address ? "ipv4" : "ipv6"))
                .toList();
    }
}
