package postroom.labs.debian.telnet;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;

/** What can be given at the {@code telnet>} prompt; names may be shortened as long as they stay unique. */
final class Commands {
    /** What {@code send} knows, and what it sends. */
    private static final Map<String, int[]> SEND = Map.ofEntries(
            Map.entry("ao", new int[] {0xFF, 0xF5}),
            Map.entry("ayt", new int[] {0xFF, 0xF6}),
            Map.entry("brk", new int[] {0xFF, 0xF3}),
            Map.entry("ec", new int[] {0xFF, 0xF7}),
            Map.entry("el", new int[] {0xFF, 0xF8}),
            Map.entry("escape", new int[] {0x1D}),
            Map.entry("ga", new int[] {0xFF, 0xF9}),
            Map.entry("ip", new int[] {0xFF, 0xF4}),
            Map.entry("nop", new int[] {0xFF, 0xF1}),
            Map.entry("eor", new int[] {0xFF, 0xEF}),
            Map.entry("abort", new int[] {0xFF, 0xEE}),
            Map.entry("susp", new int[] {0xFF, 0xED}),
            Map.entry("eof", new int[] {0xFF, 0xEC}),
            Map.entry("synch", new int[] {0xFF, 0xF2}));

    private static final List<String> NAMES = List.of(
            "close", "logout", "display", "mode", "open", "quit", "send", "set", "unset", "status", "toggle", "slc",
            "auth", "encrypt", "z", "!", "environ", "?", "help");
    private static final List<String> NEED_CONNECTION = List.of("close", "logout");

    private final Session session;
    private final Toggles toggles = new Toggles();

    Commands(Session session) {
        this.session = session;
    }

    /** Runs a line; true if the session goes on, false if there is to be another prompt. */
    boolean run(String line) throws IOException {
        if (line.startsWith("!")) {
            return shell(line.substring(1).strip());
        }
        List<String> words = line.isBlank() ? List.of() : List.of(line.strip().split("\\s+"));
        if (words.isEmpty()) {
            return true;
        }
        List<String> names = matching(words.get(0), NAMES);
        if (names.size() != 1) {
            say(names.isEmpty() ? "?Invalid command" : "?Ambiguous command");
            return false;
        }
        String name = names.get(0);
        if (NEED_CONNECTION.contains(name) && !session.connected()) {
            say("?Need to be connected first.");
            return false;
        }
        return dispatch(name, words);
    }

    private static List<String> matching(String given, List<String> names) {
        return names.contains(given)
                ? List.of(given)
                : names.stream().filter(it -> it.startsWith(given)).toList();
    }

    private boolean dispatch(String name, List<String> words) throws IOException {
        Process process = session.process();
        switch (name) {
            case "?":
            case "help":
                help(words);
                return false;
            case "open":
                return open(words);
            case "quit":
                session.quit(0);
                return true;
            case "close":
            case "logout":
                say("Connection closed.");
                session.hangUp();
                session.quit(0);
                return true;
            case "status":
                status();
                return true;
            case "display":
                process.out().print(HelpText.of("inetutils-telnet/display")).flush();
                return true;
            case "send":
                return send(words);
            case "z":
                process.signal(Signal.STOP);
                process.step();
                return true;
            case "mode":
                if (words.size() == 1) {
                    say("'mode' command requires an argument");
                    say("'mode ?' for help.");
                } else if (isHelp(words)) {
                    process.out().print(HelpText.of("inetutils-telnet/mode")).flush();
                } else {
                    say("Unknown mode '" + words.get(1) + "' ('mode ?' for help).");
                }
                return false;
            case "toggle":
                return toggle(words);
            case "set":
            case "unset":
            case "slc":
            case "auth":
            case "encrypt":
            case "environ":
                return settings(name, words);
            default:
                say("?Invalid command");
                return false;
        }
    }

    private static boolean isHelp(List<String> words) {
        return words.size() > 1 && (words.get(1).equals("?") || words.get(1).equals("help"));
    }

    private boolean toggle(List<String> words) throws IOException {
        if (words.size() == 1) {
            say("Need an argument to 'toggle' command.  'toggle ?' for help.");
            return false;
        }
        for (String each : words.subList(1, words.size())) {
            if (each.equals("?")) {
                session.process()
                        .out()
                        .print(HelpText.of("inetutils-telnet/toggle"))
                        .flush();
                continue;
            }
            List<String> names = matching(each, Toggles.NAMES);
            say(
                    names.size() == 1
                            ? toggles.toggle(names.get(0))
                            : (names.isEmpty()
                                            ? "'" + each + "': unknown argument"
                                            : "'" + each + "': ambiguous argument")
                                    + " ('toggle ?' for help).");
        }
        return false;
    }

    /** The commands whose settings mean nothing to a server that does not negotiate: help, and what is wrong with a call. */
    private boolean settings(String name, List<String> words) throws IOException {
        if (isHelp(words)) {
            session.process()
                    .out()
                    .print(HelpText.of("inetutils-telnet/" + name))
                    .flush();
        } else if (name.equals("set")
                && words.size() != 3
                && (words.size() != 2 || Toggles.CHARACTERS.contains(words.get(1)))) {
            say("Format is 'set Name Value'");
            say("'set ?' for help.");
        } else if (words.size() == 1) {
            say("Need an argument to '" + name + "' command.  '" + name + " ?' for help.");
        } else if (name.endsWith("set") && Toggles.CHARACTERS.contains(words.get(1))) {
            character(name, words);
        } else if (name.endsWith("set") && Toggles.NAMES.contains(words.get(1))) {
            say(toggles.set(words.get(1), name.equals("set")));
        } else if (name.equals("slc") && Toggles.SLC.containsKey(words.get(1))) {
            say(Toggles.SLC.get(words.get(1)));
        } else if (name.equals("auth") && words.get(1).equals("status")) {
            say("Authentication enabled");
            say("KERBEROS_V5: enabled");
        } else if (name.equals("environ") && words.get(1).equals("list")) {
            for (var each : session.process().environment().entrySet()) {
                say(String.format("  %-20s %s", each.getKey(), each.getValue()));
            }
        } else if (name.equals("encrypt") && words.get(1).equals("status")) {
            return false;
        } else {
            say("'" + words.get(1) + "': unknown argument ('" + name + " ?' for help).");
        }
        return false;
    }

    private void character(String name, List<String> words) throws IOException {
        String value = name.equals("unset") ? "off" : words.get(2);
        if (words.get(1).equals("escape")) {
            session.escape(value.equals("off") ? -1 : Telnet.escape(value));
            say("escape character is '" + session.escapeName() + "'.");
        } else {
            say(words.get(1) + " character is '" + value + "'.");
        }
    }

    private void help(List<String> words) throws IOException {
        if (words.size() == 1) {
            session.process()
                    .out()
                    .print(HelpText.of("inetutils-telnet/commands"))
                    .flush();
            return;
        }
        for (String each : words.subList(1, words.size())) {
            List<String> names = matching(each, NAMES);
            if (names.size() == 1) {
                HelpText.of("inetutils-telnet/commands")
                        .lines()
                        .filter(it -> it.startsWith(names.get(0) + " "))
                        .findFirst()
                        .ifPresent(it -> sayQuietly(it.substring(16)));
            } else {
                say((names.isEmpty() ? "?Invalid help command " : "?Ambiguous help command ") + each);
            }
        }
    }

    private void sayQuietly(String line) {
        try {
            say(line);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private boolean open(List<String> words) throws IOException {
        if (session.connected()) {
            say("?Already connected to " + session.peer());
            return false;
        }
        List<String> arguments = words.subList(1, words.size());
        if (arguments.size() > 2) {
            say("usage: open [-4] [-6] [-l user] [-b addr] [-a] host-name [port]");
            return false;
        }
        if (arguments.isEmpty()) {
            session.process().out().print("(to) ").flush();
            Optional<String> line = session.readLine();
            if (line.isEmpty() || line.get().isBlank()) {
                say("usage: open host-name [port]");
                return false;
            }
            arguments = List.of(line.get().strip().split("\\s+"));
        }
        return session.connect(arguments.get(0), arguments.size() > 1 ? arguments.get(1) : "23");
    }

    private void status() throws IOException {
        if (session.connected()) {
            say("Connected to " + session.peer() + ".");
            say("Operating in obsolete linemode");
            say("Local character echo");
        } else {
            say("No connection.");
        }
        say("Escape character is '" + session.escapeName() + "'.");
    }

    private boolean send(List<String> words) throws IOException {
        if (words.size() == 1) {
            say("need at least one argument for 'send' command");
            say("'send ?' for help");
            return false;
        }
        if (words.get(1).equals("?") || words.get(1).equals("help")) {
            session.process().out().print(HelpText.of("inetutils-telnet/send")).flush();
            return false;
        }
        for (String each : words.subList(1, words.size())) {
            int[] bytes = SEND.get(each);
            if (bytes == null) {
                say("Unknown send argument '" + each + "'");
                say("'send ?' for help.");
                return false;
            }
            if (!session.connected()) {
                say("?Need to be connected first.");
                say("'send ?' for help");
                return false;
            }
            session.sendRaw(bytes);
        }
        return true;
    }

    private boolean shell(String command) throws IOException {
        Process process = session.process();
        Process child = process.fork();
        List<String> argv = command.isEmpty() ? List.of("bash") : List.of("bash", "-c", command);
        child.start(it -> it.exec("/bin/bash", argv));
        process.waitFor(child, false);
        return true;
    }

    private void say(String line) throws IOException {
        session.process().out().println(line).flush();
    }
}
