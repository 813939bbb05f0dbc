package postroom.labs.debian.ufw;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What {@code ufw status} shows of a firewall that is on. */
record StatusReport(List<Rule> rules, Settings settings, boolean verbose, boolean numbered) {

    String text() {
        StringBuilder incoming = new StringBuilder();
        StringBuilder outgoing = new StringBuilder();
        StringBuilder routed = new StringBuilder();
        Set<String> seen = new HashSet<>();
        int count = 1;
        for (Rule each : rules) {
            if (!verbose && each.isOfApp() && !seen.add(each.appTuple())) {
                continue;
            }
            String line = line(each, count++);
            StringBuilder to =
                    numbered ? incoming : each.forward ? routed : each.direction.equals("out") ? outgoing : incoming;
            to.append(line);
        }
        StringBuilder table = new StringBuilder();
        if (incoming.length() + outgoing.length() + routed.length() > 0) {
            String indent = numbered ? "     " : "";
            table.append("\n\n").append(indent).append(String.format("%-26s %-12s%s%n", "To", "Action", "From"));
            table.append(indent).append(String.format("%-26s %-12s%s%n", "--", "------", "----"));
            table.append(incoming);
            table.append(incoming.length() > 0 && outgoing.length() > 0 ? "\n" : "")
                    .append(outgoing);
            table.append(incoming.length() > 0 && routed.length() > 0 ? "\n" : "")
                    .append(routed);
        }
        if (!verbose) {
            return "Status: active" + table;
        }
        String level = settings.logLevel();
        return "Status: active\nLogging: " + (level.equals("off") ? "off" : "on (" + level + ")") + "\nDefault: "
                + settings.policy("input") + " (incoming), " + settings.policy("output")
                + " (outgoing), disabled (routed)\nNew profiles: " + settings.applicationPolicy() + table;
    }

    private String line(Rule rule, int number) {
        String attributes = rule.log.isEmpty() ? "" : rule.log;
        if (numbered && rule.direction.equals("out")) {
            attributes += (attributes.isEmpty() ? "" : ", ") + "out";
        }
        String direction = rule.forward ? "FWD" : rule.direction.toUpperCase(Locale.ROOT);
        if (rule.direction.equals("in") && !rule.forward && !verbose && !numbered) {
            direction = "";
        }
        String action = rule.action.toUpperCase(Locale.ROOT) + " " + direction;
        return (numbered ? String.format("[%2d] ", number) : "")
                + String.format("%-26s %-12s%-26s", end(rule, true), action, end(rule, false))
                + (attributes.isEmpty() ? "" : " (" + attributes + ")")
                + (rule.comment.isEmpty() ? "" : " # " + RuleText.comment(rule))
                + "\n";
    }

    private String end(Rule rule, boolean to) {
        String address = to ? rule.to : rule.from;
        String app = to ? rule.toApp : rule.fromApp;
        boolean any = Addresses.isAny(address);
        boolean any6 = address.equals(Addresses.ANY6);
        String v6 = rule.v6 && any6 ? " (v6)" : "";
        boolean protocol = (verbose || !rule.isOfApp()) && !rule.protocol.equals("any");
        String port = !verbose && !app.isEmpty() ? app + v6 : to ? rule.toPort : rule.fromPort;
        String text = any ? "" : address;
        if (!port.equals("any")) {
            text += (text.isEmpty() ? "" : " ") + port + (protocol ? "/" + rule.protocol : "");
            text += verbose && !app.isEmpty() ? " (" + app + v6 + ")" : "";
            boolean everywhere = rule.v6 && rule.from.equals(Addresses.ANY6) && rule.to.equals(Addresses.ANY6);
            text += everywhere && !text.contains(" (v6)") ? " (v6)" : "";
        } else {
            boolean same = rule.toPort.equals(rule.fromPort);
            if (any) {
                text = "Anywhere" + (protocol && rule.to.equals(rule.from) && same ? "/" + rule.protocol : "");
                text += any6 ? " (v6)" : "";
            } else {
                text += protocol && same ? "/" + rule.protocol : "";
            }
        }
        String in = rule.inInterface.isEmpty() ? "" : " on " + rule.inInterface;
        String out = rule.outInterface.isEmpty() ? "" : " on " + rule.outInterface;
        return text + (rule.forward ? to ? out : in : to ? in : out);
    }
}
