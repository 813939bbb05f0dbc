package postroom.labs.debian.postfix.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.StringJoiner;

/** Defaults: those of the table, and those that depend on the host and on other parameters. */
final class Defaults {
    private Defaults() {}

    static Optional<String> of(String name, Parameters all) {
        switch (name) {
            case "myhostname":
                return Optional.of(myhostname(all));
            case "mydomain":
                return Optional.of(mydomain(all));
            case "mynetworks":
                return Optional.of(mynetworks(all));
            default:
                Optional<String> known = ParameterTable.find(name).map(ParameterTable.Parameter::defaultValue);
                return known.isPresent() ? known : ServiceParameters.defaultOf(name);
        }
    }

    private static String myhostname(Parameters all) {
        String name = all.host().hostname();
        return name.indexOf('.') >= 0
                ? name
                : name + "." + all.main().raw("mydomain").orElse("localdomain");
    }

    private static String mydomain(Parameters all) {
        String hostname = all.get("myhostname");
        int dot = hostname.indexOf('.');
        return dot < 0 ? "localdomain" : hostname.substring(dot + 1);
    }

    private static String mynetworks(Parameters all) {
        boolean host = all.get("mynetworks_style").equals("host");
        StringJoiner networks = new StringJoiner(" ");
        for (InetAddress each : all.host().addresses()) {
            networks.add(network(each, host));
        }
        return networks.toString();
    }

    private static String network(InetAddress address, boolean host) {
        if (address instanceof Inet4Address) {
            byte[] bytes = address.getAddress();
            if (host) {
                return address.getHostAddress() + "/32";
            }
            return address.isLoopbackAddress()
                    ? "127.0.0.0/8"
                    : (bytes[0] & 255) + "." + (bytes[1] & 255) + "." + (bytes[2] & 255) + ".0/24";
        }
        return "[" + IpText.of(address) + "]/" + (host || address.isLoopbackAddress() ? 128 : 64);
    }
}
