package postroom.labs.debian.lsof;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.sockets.Sock;
import postroom.labs.host.Resolver;

/**
 * The argument of {@code -i}: {@code [46][protocol][@host][:ports]}.
 *
 * @param family 4, 6, or 0 for both
 * @param protocol {@code tcp}, {@code udp} or empty
 * @param hosts the addresses; empty for all
 * @param ports pairs of a first and a last port; empty for all
 */
record InetWanted(int family, String protocol, List<InetAddress> hosts, List<int[]> ports) {
    /** Takes it apart; the message of the complaint is what lsof says. */
    static InetWanted parse(String text, Resolver resolver) throws Selection.Complaint {
        String rest = text;
        int family = 0;
        if (rest.matches("[46].*")) {
            family = rest.charAt(0) - '0';
            rest = rest.substring(1);
        }
        int end = Math.min(index(rest, '@'), index(rest, ':'));
        String protocol = rest.substring(0, end).toLowerCase(java.util.Locale.ROOT);
        if (!List.of("", "tcp", "udp", "udplite").contains(protocol)) {
            throw new Selection.Complaint("unknown protocol name (" + rest.substring(0, end) + ") in: -i " + text);
        }
        rest = rest.substring(end);
        List<InetAddress> hosts = List.of();
        if (rest.startsWith("@")) {
            int bracket = rest.startsWith("@[") ? rest.indexOf(']') + 1 : 0;
            int colon = bracket > 0 ? bracket : index(rest, ':');
            String host = rest.substring(1, colon).replaceFirst("^\\[(.*)]$", "$1");
            if (host.isEmpty()) {
                throw new Selection.Complaint("unacceptable Internet address in: -i " + text);
            }
            try {
                hosts = resolver.addresses(host);
            } catch (Resolver.Unresolved e) {
                throw new Selection.Complaint("unknown host name (" + host + ") in: -i " + text);
            }
            rest = rest.substring(colon);
        }
        if (rest.equals(":")) {
            throw new Selection.Complaint("unacceptable port specification in: -i " + text);
        }
        List<int[]> ports = new ArrayList<>();
        if (rest.startsWith(":")) {
            for (String each : rest.substring(1).split(",")) {
                ports.add(range(each, text, resolver));
            }
        }
        return new InetWanted(family, protocol, hosts, ports);
    }

    private static int index(String text, char wanted) {
        int at = text.indexOf(wanted);
        return at < 0 ? text.length() : at;
    }

    private static int[] range(String each, String text, Resolver resolver) throws Selection.Complaint {
        if (each.matches("[0-9]{1,9}")) {
            int port = Integer.parseInt(each);
            return new int[] {port, port};
        }
        if (each.matches("[0-9]{1,9}-[0-9]{1,9}")) {
            String[] ends = each.split("-");
            return new int[] {Integer.parseInt(ends[0]), Integer.parseInt(ends[1])};
        }
        if (each.matches("[0-9]{1,9}.*")) {
            throw new Selection.Complaint("unacceptable port specification in: -i " + text);
        }
        Optional<Integer> port = resolver.port(each);
        if (port.isEmpty()) {
            throw new Selection.Complaint("unknown service " + each + " in: -i " + text);
        }
        return new int[] {port.get(), port.get()};
    }

    boolean matches(Sock sock) {
        boolean kind = (family == 0 || sock.six() == (family == 6))
                && (protocol.isEmpty() || protocol.equals(sock.udp() ? "udp" : "tcp"));
        boolean host = hosts.isEmpty()
                || hosts.contains(sock.local().address())
                || sock.remote() != null && hosts.contains(sock.remote().address());
        boolean port = ports.isEmpty()
                || ports.stream()
                        .anyMatch(it -> in(it, sock.local().port())
                                || sock.remote() != null && in(it, sock.remote().port()));
        return kind && host && port;
    }

    private static boolean in(int[] range, int port) {
        return port >= range[0] && port <= range[1];
    }
}
