package postroom.labs.debian.iproute2;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.sockets.Sock;

/** Which of the kernel's tables {@code ss} reads, of which families, and in which states the sockets are. */
final class SsTables {
    private static final List<String> UNIX = List.of("unix_dgram", "unix_stream", "unix_seqpacket");
    private static final List<String> PACKET = List.of("packet_raw", "packet_dgram");
    private static final List<String> VSOCK = List.of("vsock_stream", "vsock_dgram");
    private static final List<String> SINGLE =
            List.of("tcp", "mptcp", "udp", "raw", "netlink", "dccp", "sctp", "tipc", "xdp");
    private static final Map<String, List<String>> GROUPS = Map.of(
            "inet", List.of("tcp", "dccp", "sctp", "mptcp", "udp", "raw"),
            "unix", UNIX,
            "packet", PACKET,
            "vsock", VSOCK,
            "u_dgr", List.of("unix_dgram"),
            "u_str", List.of("unix_stream"),
            "u_seq", List.of("unix_seqpacket"),
            "p_raw", List.of("packet_raw"),
            "p_dgr", List.of("packet_dgram"));
    private static final Map<String, String> LETTERS = Map.of(
            "t", "tcp", "u", "udp", "w", "raw", "x", "unix", "0", "packet", "S", "sctp", "d", "dccp", "M", "mptcp");
    private static final Map<String, String> FAMILIES = Map.of(
            "inet", "", "inet6", "", "link", "packet", "unix", "unix", "netlink", "netlink", "vsock", "vsock", "tipc",
            "tipc", "xdp", "xdp");

    private final Set<String> tables = new LinkedHashSet<>();
    private final Set<Integer> lengths = new LinkedHashSet<>();
    private boolean inetOnly;
    private String wrongFamily;
    private String wrongTable;

    SsTables(Getopt.Parsed parsed) {
        for (Getopt.Option option : parsed.options()) {
            if (LETTERS.containsKey(option.key())) {
                tables.addAll(group(LETTERS.get(option.key())));
            } else if (option.is("A")) {
                named(option.value());
            } else if (option.is("4") || option.is("6")) {
                family(option.is("4") ? "inet" : "inet6");
            } else if (option.is("f")) {
                family(option.value());
            }
        }
    }

    private static List<String> group(String name) {
        return GROUPS.getOrDefault(name, SINGLE.contains(name) ? List.of(name) : List.of());
    }

    private static List<String> all() {
        List<String> all = new ArrayList<>(SINGLE);
        all.addAll(UNIX);
        all.addAll(PACKET);
        all.addAll(VSOCK);
        return all;
    }

    private void named(String text) {
        for (String word : text.split(",")) {
            boolean not = word.startsWith("!");
            String name = not ? word.substring(1) : word;
            List<String> meant = name.equals("all") ? all() : all().contains(name) ? List.of(name) : group(name);
            if (meant.isEmpty() && wrongTable == null) {
                wrongTable = name;
            }
            if (not) {
                meant.forEach(tables::remove);
            } else {
                tables.addAll(meant);
            }
        }
        if (tables.isEmpty() && wrongTable == null) {
            tables.add("");
        }
    }

    private void family(String name) {
        if (!FAMILIES.containsKey(name)) {
            wrongFamily = wrongFamily == null ? name : wrongFamily;
        } else if (name.startsWith("inet")) {
            lengths.clear(); // the last one counts
            lengths.add(name.equals("inet") ? 4 : 16);
            inetOnly = true;
        } else {
            tables.addAll(group(FAMILIES.get(name)));
        }
    }

    /** A family or table that there is not, as ss complains of it. */
    Optional<String> complaint() {
        if (wrongFamily != null) {
            return Optional.of("ss: \"" + wrongFamily + "\" is invalid family");
        }
        return Optional.ofNullable(wrongTable).map(it -> "ss: \"" + it + "\" is illegal socket table id");
    }

    private Set<String> wanted() {
        return tables.isEmpty() ? Set.copyOf(inetOnly ? group("inet") : all()) : tables;
    }

    /** Whether only tables were taken away. */
    boolean none() {
        return tables.equals(Set.of(""));
    }

    /** Whether there is but one table: then there is no column of its name. */
    boolean single() {
        return wanted().size() == 1;
    }

    /** Whether a socket stands in one of the tables. */
    boolean holds(Sock sock) {
        return wanted().contains(sock.udp() ? "udp" : "tcp")
                && (lengths.isEmpty() || lengths.contains(sock.six() ? 16 : 4));
    }

    /** The states that are shown if none is named. */
    SsStates states(boolean listening, boolean all) {
        if (all) {
            return SsStates.ALL;
        }
        return listening
                ? SsStates.of("LISTEN", "CLOSE")
                : SsStates.union(wanted().stream().map(SsTables::usual).toList());
    }

    private static SsStates usual(String table) {
        return switch (table) {
            case "udp", "raw", "tipc" -> SsStates.of("ESTABLISHED");
            case "packet_raw", "packet_dgram", "netlink", "xdp" -> SsStates.of("CLOSE");
            default -> SsStates.CONNECTED;
        };
    }
}
