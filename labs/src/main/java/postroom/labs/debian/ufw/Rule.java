package postroom.labs.debian.ufw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** A rule of the user's. */
final class Rule {
    static final Set<String> PROTOCOLS = Set.of("tcp", "udp", "ipv6", "esp", "ah", "igmp", "gre", "vrrp", "any");
    static final Set<String> PORTLESS = Set.of("ipv6", "esp", "ah", "igmp", "gre", "vrrp");
    static final Set<String> ONLY_V4 = Set.of("ipv6", "igmp");

    String action;
    String protocol = "any";
    String toPort = "any";
    String fromPort = "any";
    String to = Addresses.ANY4;
    String from = Addresses.ANY4;
    String direction = "in";
    String toApp = "";
    String fromApp = "";
    String log = "";
    String inInterface = "";
    String outInterface = "";
    String comment = "";
    boolean forward;
    boolean v6;
    boolean remove;
    boolean several;
    boolean changed;
    int position;

    Rule(String action) {
        String[] parts = action.split("_", 2);
        this.action = parts[0];
        this.log = parts.length > 1 ? parts[1] : "";
    }

    Rule copy() {
        Rule other = new Rule(action);
        other.protocol = protocol;
        other.toPort = toPort;
        other.fromPort = fromPort;
        other.to = to;
        other.from = from;
        other.direction = direction;
        other.toApp = toApp;
        other.fromApp = fromApp;
        other.log = log;
        other.inInterface = inInterface;
        other.outInterface = outInterface;
        other.comment = comment;
        other.forward = forward;
        other.v6 = v6;
        other.remove = remove;
        other.several = several;
        other.changed = changed;
        other.position = position;
        return other;
    }

    boolean isOfApp() {
        return !toApp.isEmpty() || !fromApp.isEmpty();
    }

    void protocol(String name) throws UfwError {
        if (!PROTOCOLS.contains(name)) {
            throw new UfwError("Unsupported protocol '" + name + "'");
        }
        protocol = name;
    }

    /** Sets a port, ports or ranges; {@code source}: those of the other end. */
    void port(String text, boolean source, Services services) throws UfwError {
        String plain = text;
        boolean isApp = !(source ? fromApp : toApp).isEmpty();
        if (!text.equals("any") && !isApp) {
            plain = ports(text, services);
        }
        if (source) {
            fromPort = plain;
        } else {
            toPort = plain;
        }
    }

    private String ports(String text, Services services) throws UfwError {
        UfwError bad = new UfwError("Bad port '" + text + "'");
        long separators = text.chars().filter(c -> c == ',' || c == ':').count();
        if (text.matches("[,:].*|.*[,:]") && text.matches("[,:].*") || separators > 14) {
            throw bad;
        }
        List<String> all = new ArrayList<>();
        String[] parts = text.split(",", -1);
        several |= parts.length > 1;
        for (String each : parts) {
            if (each.matches("\\d{1,5}:\\d{1,5}")) {
                several = true;
                String[] ends = each.split(":");
                if (!isPort(ends[0]) || !isPort(ends[1]) || Integer.parseInt(ends[0]) >= Integer.parseInt(ends[1])) {
                    throw bad;
                }
                all.add(each);
            } else if (each.matches("\\d+")) {
                if (each.length() > 5 || !isPort(each)) {
                    throw bad;
                }
                all.add(each);
            } else if (each.matches("\\w[\\w-]+.*")) {
                all.add(services.port(each, "").map(String::valueOf).orElseThrow(() -> bad));
            } else {
                throw bad;
            }
        }
        return String.join(",", all);
    }

    private static boolean isPort(String digits) {
        int port = Integer.parseInt(digits);
        return port >= 1 && port <= 65_535;
    }

    void address(String text, boolean source) throws UfwError {
        if (!Addresses.isV4(text) && !Addresses.isV6(text)) {
            throw new UfwError(source ? "Bad source address" : "Bad destination address");
        }
        if (source) {
            from = text;
        } else {
            to = text;
        }
    }

    void networkInterface(boolean incoming, String name) throws UfwError {
        String fault = name.contains("!")
                ? ": reserved character: '!'"
                : name.contains(":")
                        ? ": can't use interface aliases"
                        : name.equals(".") || name.equals("..")
                                ? ": can't use '.' or '..'"
                                : name.isEmpty()
                                        ? ": interface name is empty"
                                        : name.length() > 15
                                                ? ": interface name too long"
                                                : name.matches("[a-zA-Z0-9_.+,=%@-]+") ? null : "";
        if (fault != null) {
            throw new UfwError("Bad interface name" + fault);
        }
        if (incoming) {
            inInterface = name;
        } else {
            outInterface = name;
        }
    }

    void v6(boolean now) {
        v6 = now;
        to = Addresses.isAny(to) ? (now ? Addresses.ANY6 : Addresses.ANY4) : to;
        from = Addresses.isAny(from) ? (now ? Addresses.ANY6 : Addresses.ANY4) : from;
    }

    void normalize() {
        String oldFrom = from;
        String oldTo = to;
        from = Addresses.normal(from, v6);
        to = Addresses.normal(to, v6);
        changed |= isOther(oldFrom, from) || isOther(oldTo, to);
        toPort = sorted(toPort);
        fromPort = sorted(fromPort);
    }

    private static boolean isOther(String before, String after) {
        return !before.split("/")[0].equals(after.split("/")[0]);
    }

    private static String sorted(String ports) {
        String[] parts = ports.split(",");
        Arrays.sort(parts, Comparator.comparingInt(it -> it.matches("\\d.*") ? Integer.parseInt(it.split(":")[0]) : 0));
        return String.join(",", parts);
    }

    /** How far it is the same as another: 0 all, -2 all but the comment, -1 all but that and what it does, 1 not. */
    int match(Rule other) {
        boolean same = toPort.equals(other.toPort)
                && fromPort.equals(other.fromPort)
                && protocol.equals(other.protocol)
                && from.equals(other.from)
                && to.equals(other.to)
                && v6 == other.v6
                && toApp.equals(other.toApp)
                && fromApp.equals(other.fromApp)
                && inInterface.equals(other.inInterface)
                && outInterface.equals(other.outInterface)
                && direction.equals(other.direction)
                && forward == other.forward;
        if (!same) {
            return 1;
        }
        boolean does = action.equals(other.action) && log.equals(other.log);
        return does ? comment.equals(other.comment) ? 0 : -2 : -1;
    }

    /** What the rules of one profile have in common; empty for another rule. */
    String appTuple() {
        if (!isOfApp()) {
            return "";
        }
        String ends = toApp.isEmpty()
                ? toPort + " " + to + " " + fromApp + " " + from
                : fromApp.isEmpty()
                        ? toApp + " " + to + " " + fromPort + " " + from
                        : toApp + " " + to + " " + fromApp + " " + from;
        if (inInterface.isEmpty() && outInterface.isEmpty()) {
            return ends + " " + direction;
        }
        return ends
                + (inInterface.isEmpty() ? "" : " in_" + inInterface)
                + (outInterface.isEmpty() ? "" : " out_" + outInterface);
    }

    void verify(String versions) throws UfwError {
        if (!protocol.equals("any") && isOfApp()) {
            throw new UfwError("Improper rule syntax ('" + protocol + "' specified with app rule)");
        }
        if (ONLY_V4.contains(protocol) && versions.equals("v6")) {
            throw new UfwError("Invalid IPv6 address with protocol '" + protocol + "'");
        }
        if (PORTLESS.contains(protocol) && !(toPort.equals("any") && fromPort.equals("any"))) {
            throw new UfwError("Invalid port with protocol '" + protocol + "'");
        }
    }
}
