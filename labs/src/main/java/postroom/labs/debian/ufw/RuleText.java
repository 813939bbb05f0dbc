package postroom.labs.debian.ufw;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Rules as they stand in user.rules: a tuple for ufw itself, and iptables' commands. And as a command of ufw. */
final class RuleText {
    private static final String TUPLE = "### tuple ### ";

    private RuleText() {}

    static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    static String comment(Rule rule) {
        try {
            return new String(HexFormat.of().parseHex(rule.comment), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException spoilt) {
            return "";
        }
    }

    static String tuple(Rule rule) {
        String interfaces = rule.inInterface.isEmpty() && rule.outInterface.isEmpty()
                ? rule.direction
                : !rule.inInterface.isEmpty() && !rule.outInterface.isEmpty()
                        ? "in_" + rule.inInterface + "!out_" + rule.outInterface
                        : rule.direction + "_" + rule.inInterface + rule.outInterface;
        String apps = rule.isOfApp() ? " " + app(rule.toApp) + " " + app(rule.fromApp) : "";
        return TUPLE + (rule.forward ? "route:" : "") + rule.action + (rule.log.isEmpty() ? "" : "_" + rule.log) + " "
                + rule.protocol + " " + rule.toPort + " " + rule.to + " " + rule.fromPort + " " + rule.from + apps + " "
                + interfaces + (rule.comment.isEmpty() ? "" : " comment=" + rule.comment);
    }

    private static String app(String name) {
        return name.isEmpty() ? "-" : name.replace(" ", "%20");
    }

    /** The rule of a tuple's line; empty for another line. */
    static Optional<Rule> parse(String line, boolean v6) {
        if (!line.startsWith(TUPLE)) {
            return Optional.empty();
        }
        String[] parts = line.substring(TUPLE.length()).split(" comment=", 2);
        String[] field = parts[0].strip().split("\\s+");
        if (field.length < 6 || field.length > 9) {
            return Optional.empty();
        }
        boolean forward = field[0].startsWith("route:");
        Rule rule = new Rule(field[0].replaceFirst("^route:", ""));
        rule.forward = forward;
        rule.protocol = field[1];
        rule.toPort = field[2];
        rule.to = field[3];
        rule.fromPort = field[4];
        rule.from = field[5];
        rule.several = (rule.toPort + rule.fromPort).matches(".*[,:].*");
        rule.comment = parts.length > 1 ? parts[1].strip() : "";
        if (field.length >= 8) {
            rule.toApp = field[6].equals("-") ? "" : field[6].replace("%20", " ");
            rule.fromApp = field[7].equals("-") ? "" : field[7].replace("%20", " ");
        }
        if (field.length == 7 || field.length == 9) {
            for (String each : field[field.length - 1].split("!")) {
                String[] words = each.split("_", 2);
                rule.direction = each.startsWith("in") || forward ? "in" : "out";
                if (words.length > 1 && words[0].equals("in")) {
                    rule.inInterface = words[1];
                } else if (words.length > 1) {
                    rule.outInterface = words[1];
                }
            }
        }
        rule.v6(v6);
        return Optional.of(rule);
    }

    // ---- iptables ------------------------------------------------------------------------------------

    /** The chain of a rule without {@code ufw-user-}. */
    private static String chain(Rule rule) {
        return rule.forward ? "forward" : rule.direction.equals("out") ? "output" : "input";
    }

    private static String specification(Rule rule) {
        StringBuilder out = new StringBuilder();
        out.append(rule.inInterface.isEmpty() ? "" : " -i " + rule.inInterface);
        out.append(rule.outInterface.isEmpty() ? "" : " -o " + rule.outInterface);
        out.append(" -p ").append(rule.protocol.equals("any") ? "all" : rule.protocol);
        boolean toPort = !rule.toPort.equals("any");
        boolean fromPort = !rule.fromPort.equals("any");
        if (rule.several && !rule.protocol.equals("any")) {
            out.append(" -m multiport");
            out.append(toPort ? " --dports " + rule.toPort : "");
            out.append(toPort && fromPort ? " -m multiport" : "").append(fromPort ? " --sports " + rule.fromPort : "");
        }
        out.append(Addresses.isAny(rule.to) ? "" : " -d " + rule.to);
        out.append(!rule.several && toPort ? " --dport " + rule.toPort : "");
        out.append(Addresses.isAny(rule.from) ? "" : " -s " + rule.from);
        out.append(!rule.several && fromPort ? " --sport " + rule.fromPort : "");
        String log = rule.log.isEmpty() ? "" : "_" + rule.log;
        out.append(
                switch (rule.action) {
                    case "allow" -> " -j ACCEPT" + log;
                    case "reject" ->
                        " -j REJECT" + log + (rule.protocol.equals("tcp") ? " --reject-with tcp-reset" : "");
                    case "limit" -> " -j LIMIT" + log;
                    default -> " -j DROP" + log;
                });
        if (rule.isOfApp()) {
            List<String> apps = new ArrayList<>();
            if (!rule.toApp.isEmpty()) {
                apps.add("dapp_" + app(rule.toApp));
            }
            if (!rule.fromApp.isEmpty()) {
                apps.add("sapp_" + app(rule.fromApp));
            }
            out.append(" -m comment --comment '").append(String.join(",", apps)).append('\'');
        }
        return out.toString().strip();
    }

    /** The commands of a rule, one a line. */
    static List<String> commands(Rule rule) {
        String prefix = rule.v6 ? "ufw6" : "ufw";
        String whole = "-A " + prefix + "-user-" + chain(rule) + " " + specification(rule);
        List<String> all = new ArrayList<>();
        if (!whole.contains("-p all ")) {
            all.add(whole);
        } else if (whole.contains("port ")) {
            all.add(whole.replaceFirst("-j (REJECT(_log(-all)?)?)", "-j $1 --reject-with tcp-reset")
                    .replace("-p all ", "-p tcp "));
            all.add(whole.replace("-p all ", "-p udp "));
        } else {
            all.add(whole.replace("-p all ", ""));
        }
        List<String> logged = new ArrayList<>();
        all.forEach(it -> logged.addAll(withLog(it, prefix, chain(rule))));
        List<String> limited = new ArrayList<>();
        for (String each : logged) {
            if (each.contains(" -j LIMIT")) {
                String state = " -m conntrack --ctstate NEW -m recent";
                limited.add(each.replace(" -j LIMIT", state + " --set"));
                limited.add(each.replace(
                        " -j LIMIT", state + " --update --seconds 30 --hitcount 6 -j " + prefix + "-user-limit"));
                limited.add(each.replace(" -j LIMIT", " -j " + prefix + "-user-limit-accept"));
            } else {
                limited.add(each);
            }
        }
        return limited;
    }

    private static List<String> withLog(String command, String prefix, String chain) {
        if (!command.matches(".*-j [A-Z]+_log.*")) {
            return List.of(command);
        }
        String policy = command.replaceFirst(".*-j ([A-Z]+)_log.*", "$1");
        String shown = policy.equals("ACCEPT") ? "ALLOW" : policy.equals("LIMIT") ? "LIMIT" : "BLOCK";
        String target = "-m limit --limit 3/min --limit-burst 10 -j LOG --log-prefix \"[UFW " + shown + "] \"";
        String how = command.matches(".*_log-all.*") ? target : "-m conntrack --ctstate NEW " + target;
        String own = prefix + "-user-logging-" + chain;
        String bare = command.replaceFirst("-j [A-Z]+_log(-all)?.*", "");
        return List.of(
                bare.replaceFirst("-A \\S+", "-A " + own) + how,
                bare.replaceFirst("-A \\S+", "-A " + own) + "-j RETURN",
                bare + "-j " + own,
                command.replaceFirst("-j ([A-Z]+)_log(-all)?", "-j $1"));
    }

    // ---- a command of ufw ----------------------------------------------------------------------------

    private static String quoted(String name) {
        return name.contains(" ") ? "'" + name + "'" : name;
    }

    static String command(Rule rule) {
        StringBuilder out = new StringBuilder(rule.action);
        boolean brief = Addresses.isAny(rule.to)
                && Addresses.isAny(rule.from)
                && rule.fromPort.equals("any")
                && rule.fromApp.isEmpty()
                && rule.inInterface.isEmpty()
                && rule.outInterface.isEmpty()
                && !rule.toPort.equals("any");
        String log = rule.log.isEmpty() ? "" : " " + rule.log;
        String comment = rule.comment.isEmpty() ? "" : " comment '" + comment(rule) + "'";
        String protocol = rule.protocol.equals("any") ? "" : rule.protocol;
        if (brief) {
            out.append(rule.direction.equals("out") ? " out" : "").append(log);
            out.append(' ').append(rule.toApp.isEmpty() ? rule.toPort : quoted(rule.toApp));
            out.append(rule.toApp.isEmpty() && !protocol.isEmpty() ? "/" + protocol : "");
            return out.append(comment).toString();
        }
        out.append(rule.inInterface.isEmpty() ? "" : " in on " + rule.inInterface);
        out.append(
                rule.outInterface.isEmpty()
                        ? rule.direction.equals("out") ? " out" : ""
                        : " out on " + rule.outInterface);
        out.append(log);
        String ends = end("from", rule.from, rule.fromPort, rule.fromApp) + end("to", rule.to, rule.toPort, rule.toApp);
        boolean generic = ends.isEmpty() && rule.inInterface.isEmpty() && rule.outInterface.isEmpty();
        out.append(generic ? " to any" : ends);
        out.append(!protocol.isEmpty() && !rule.isOfApp() ? " proto " + protocol : "");
        String text = out.append(comment).toString();
        return rule.forward ? "route " + text : text;
    }

    private static String end(String word, String address, String port, String app) {
        String where = Addresses.isAny(address) ? "any" : address;
        if (where.equals("any") && port.equals("any") && app.isEmpty()) {
            return "";
        }
        String what = app.isEmpty() ? port.equals("any") ? "" : " port " + port : " app " + quoted(app);
        return " " + word + " " + where + what;
    }
}
