package postroom.labs.debian.ufw;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import postroom.labs.host.Process;
import postroom.labs.net.Endpoint;
import postroom.labs.net.Node;
import postroom.labs.net.UdpSocket;

/** {@code ufw show listening}: what can be reached from outside, and the rules that speak of it. */
record ListeningReport(Process process, List<Rule> rules, boolean ipv6) {

    private record Open(int port, String address, String program) {}

    String text() {
        Map<String, List<Open>> all = new TreeMap<>();
        for (Node.Listening each : process.host().node().listening()) {
            add(all, "tcp", each.local(), each.owner());
        }
        for (UdpSocket each : process.host().node().datagrams()) {
            add(all, "udp", each.local(), each.owner());
        }
        StringBuilder out = new StringBuilder();
        for (String protocol : List.of("tcp", "tcp6", "udp", "udp6")) {
            if (!all.containsKey(protocol) || protocol.endsWith("6") && !ipv6) {
                continue;
            }
            out.append(protocol).append(":\n");
            all.get(protocol).stream()
                    .sorted(java.util.Comparator.comparing(it -> Integer.toString(it.port)))
                    .forEach(it -> line(out, protocol, it));
        }
        return out.toString();
    }

    private void add(Map<String, List<Open>> all, String protocol, Endpoint local, int owner) {
        boolean six = local.address().getAddress().length == 16;
        String address =
                local.address().isAnyLocalAddress() ? "*" : local.address().getHostAddress();
        String program = process.host()
                .processes()
                .find(owner)
                .map(it -> it.name().replaceFirst(" .*", ""))
                .orElse("-");
        all.computeIfAbsent(protocol + (six ? "6" : ""), it -> new ArrayList<>())
                .add(new Open(local.port(), local.address().isLoopbackAddress() ? "" : address, program));
    }

    private void line(StringBuilder out, String protocol, Open open) {
        if (open.address.isEmpty()) {
            return;
        }
        out.append("  ")
                .append(open.port)
                .append(' ')
                .append(open.address)
                .append(" (")
                .append(open.program)
                .append(")");
        boolean any = false;
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            boolean its = rule.direction.equals("in")
                    && !rule.forward
                    && rule.v6 == protocol.endsWith("6")
                    && (rule.protocol.equals("any") || rule.protocol.equals(protocol.substring(0, 3)))
                    && (rule.toPort.equals("any") || has(rule.toPort, open.port));
            if (its) {
                out.append(any ? "" : "\n").append(String.format("   [%2d] %s%n", i + 1, RuleText.command(rule)));
                any = true;
            }
        }
        out.append('\n');
    }

    private static boolean has(String ports, int port) {
        for (String each : ports.split(",")) {
            String[] ends = each.split(":");
            if (port >= Integer.parseInt(ends[0]) && port <= Integer.parseInt(ends[ends.length - 1])) {
                return true;
            }
        }
        return false;
    }
}
