package postroom.labs.debian.telnet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import postroom.labs.debian.help.HelpText;

/**
 * {@code auth}, {@code encrypt}, {@code environ} and {@code slc}, whose settings mean nothing to a server that does not
 * negotiate: they remember what they are told, and say what is wrong with a call.
 */
final class Subcommands {
    private static final Map<String, List<String>> NAMES = Map.of(
            "auth", List.of("status", "disable", "enable"),
            "encrypt",
                    List.of(
                            "enable", "disable", "type", "start", "stop", "input", "-input", "output", "-output",
                            "status"),
            "environ", List.of("define", "undefine", "export", "unexport", "send", "list"),
            "slc", List.of("export", "import", "check"));

    /** How many arguments a subcommand takes, at least and at most. */
    private static final Map<String, int[]> ARGUMENTS = Map.ofEntries(
            Map.entry("auth disable", new int[] {1, 1}),
            Map.entry("auth enable", new int[] {1, 1}),
            Map.entry("encrypt enable", new int[] {1, 2}),
            Map.entry("encrypt disable", new int[] {1, 2}),
            Map.entry("encrypt type", new int[] {1, 1}),
            Map.entry("encrypt start", new int[] {0, 1}),
            Map.entry("encrypt stop", new int[] {0, 1}),
            Map.entry("environ define", new int[] {2, 2}),
            Map.entry("environ undefine", new int[] {1, 1}),
            Map.entry("environ export", new int[] {1, 1}),
            Map.entry("environ unexport", new int[] {1, 1}),
            Map.entry("environ send", new int[] {1, 1}));

    private static final Set<String> NEED_CONNECTION =
            Set.of("enable", "start", "stop", "input", "-input", "output", "-output");
    private static final Set<String> TYPES = Set.of("NULL", "KERBEROS_V5");

    private final Session session;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Set<String> exported = new HashSet<>();
    private boolean kerberos = true;

    Subcommands(Session session) {
        this.session = session;
        variables.putAll(session.process().environment());
    }

    /** Runs one; whether there was nothing wrong. */
    boolean run(String command, List<String> words) throws IOException {
        if (words.size() == 1) {
            complain("Need an argument to '" + command + "' command.  '" + command + " ?' for help.");
            return false;
        }
        if (Commands.isHelp(words.get(1))) {
            session.process()
                    .out()
                    .print(HelpText.of("inetutils-telnet/" + command))
                    .flush();
            return false;
        }
        List<String> names = Commands.matching(words.get(1), NAMES.get(command));
        if (names.size() != 1) {
            complain("'" + words.get(1) + "': " + (names.isEmpty() ? "unknown" : "ambiguous") + " argument ('" + command
                    + " ?' for help).");
            return false;
        }
        String name = names.get(0);
        List<String> arguments = words.subList(2, words.size());
        if (command.equals("slc")) {
            if (!arguments.isEmpty()) {
                complain("Need an argument to 'slc' command.  'slc ?' for help.");
                return false;
            }
            say(Toggles.SLC.get(name));
            return true;
        }
        int[] range = ARGUMENTS.getOrDefault(command + " " + name, new int[] {0, 0});
        if (arguments.size() < range[0] || arguments.size() > range[1]) {
            boolean only = !command.equals("encrypt") || arguments.size() > range[1];
            String number = range[0] == range[1] ? "" + range[0] : range[0] + "-" + range[1];
            complain("Need " + (only ? "only " : "") + number + " argument" + (number.equals("1") ? "" : "s") + " to '"
                    + command + " " + name + "' command.  '" + command + " ?' for help.");
            return false;
        }
        return switch (command) {
            case "auth" -> auth(name, arguments);
            case "encrypt" -> encrypt(name, arguments);
            default -> environ(name, arguments);
        };
    }

    private boolean auth(String name, List<String> arguments) throws IOException {
        if (name.equals("status")) {
            say("Authentication enabled");
            say("KERBEROS_V5: " + (kerberos ? "enabled" : "disabled"));
            return true;
        }
        String type = arguments.get(0);
        if (Commands.isHelp(type)) {
            say("auth " + name + " 'type'");
            say("Where 'type' is one of:");
            say("\tNULL");
            say("\tKERBEROS_V5");
            return false;
        }
        if (!TYPES.contains(type.toUpperCase(Locale.ROOT))) {
            say(type + ": invalid authentication type");
            return false;
        }
        kerberos = type.equalsIgnoreCase("NULL") ? kerberos : name.equals("enable");
        return true;
    }

    private boolean encrypt(String name, List<String> arguments) throws IOException {
        if (NEED_CONNECTION.contains(name) && !session.connected()) {
            say("?Need to be connected first.");
            return false;
        }
        if (name.equals("stop")) {
            return true;
        }
        if (name.equals("start")) {
            say("No previous decryption mode, decryption not enabled");
            say("No previous encryption mode, encryption not enabled");
        } else if (!arguments.isEmpty()) {
            say(arguments.get(0) + ": invalid encryption type");
        }
        return false;
    }

    private boolean environ(String name, List<String> arguments) throws IOException {
        String variable = arguments.isEmpty() ? "" : arguments.get(0);
        switch (name) {
            case "define" -> {
                variables.put(variable, arguments.get(1));
                exported.add(variable);
            }
            case "undefine" -> variables.remove(variable);
            case "export" -> exported.add(variable);
            case "unexport" -> exported.remove(variable);
            case "send" -> complain("Cannot send '" + variable + "': Telnet ENVIRON option not enabled");
            default -> {
                List<Map.Entry<String, String>> newestFirst = new ArrayList<>(variables.entrySet());
                Collections.reverse(newestFirst);
                for (Map.Entry<String, String> each : newestFirst) {
                    String mark = exported.contains(each.getKey()) ? "*" : " ";
                    say(String.format("%s %-20s %s", mark, each.getKey(), each.getValue()));
                }
            }
        }
        return true;
    }

    private void say(String line) throws IOException {
        session.process().out().println(line).flush();
    }

    private void complain(String line) throws IOException {
        session.process().err().println(line);
    }
}
