package postroom.labs.debian.telnet;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final List<String> NEED_CONNECTION = List.of("close", "logout", "mode", "send");

    private final Session session;

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
                process.out().print(Texts.of("display")).flush();
                return true;
            case "send":
                return send(words);
            case "z":
                process.signal(Signal.STOP);
                process.step();
                return true;
            case "mode":
            case "set":
            case "unset":
                process.out()
                        .print(Texts.of(name.equals("mode") ? "mode" : "set"))
                        .flush();
                return false;
            default:
                say("?Invalid argument: the lab's telnet has no '" + name + "'.");
                return false;
        }
    }

    private void help(List<String> words) throws IOException {
        if (words.size() == 1) {
            session.process().out().print(Texts.of("commands")).flush();
            return;
        }
        for (String each : words.subList(1, words.size())) {
            List<String> names = matching(each, NAMES);
            if (names.size() == 1) {
                Texts.of("commands")
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
            session.process().out().print(Texts.of("send")).flush();
            return false;
        }
        for (String each : words.subList(1, words.size())) {
            int[] bytes = SEND.get(each);
            if (bytes == null) {
                say("Unknown send argument '" + each + "'");
                say("'send ?' for help.");
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
