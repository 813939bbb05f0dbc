package postroom.labs.debian.postfix.smtpd;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import postroom.labs.debian.postfix.config.IpText;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.host.Resolver;
import postroom.server.Peer;

/**
 * Who connects.
 *
 * @param name the host name that its address has, and that has its address; {@code unknown} without one
 * @param reverseName the host name that its address has, whatever addresses that has; {@code unknown} without one
 * @param address in numbers
 */
record Client(String name, String reverseName, String address, int port) {
    private static final String UNKNOWN = "unknown";

    static Client of(Peer peer, Service service) {
        Optional<String> name = service.parameters().bool("smtpd_peername_lookup")
                ? service.parameters().host().nameOf(peer.address())
                : Optional.empty();
        boolean verified = name.isPresent() && has(name.get(), peer.address(), service);
        String reverse = name.orElse(UNKNOWN);
        return new Client(verified ? reverse : UNKNOWN, reverse, IpText.of(peer.address()), peer.port());
    }

    /** True if the name has the address; otherwise it is nobody's, and the log says so. */
    private static boolean has(String name, InetAddress address, Service service) {
        String doubt =
                "hostname " + name.toLowerCase(Locale.ROOT) + " does not resolve to address " + IpText.of(address);
        try {
            if (new Resolver(service.host()).addresses(name).contains(address)) {
                return true;
            }
            service.msg().warning(doubt);
        } catch (Resolver.Unresolved e) {
            service.msg().warning(doubt + ": " + e.getMessage());
        }
        return false;
    }

    /** {@code localhost[127.0.0.1]}. */
    @Override
    public String toString() {
        return name + "[" + address + "]";
    }
}
