package postroom.labs.debian.telnet;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;

/** What can be given at the {@code telnet>} prompt; names may be shortened as long as they stay unique. */
final class Commands {
    private static final List<String> NAMES = List.of(
            "close", "logout", "display", "mode", "open", "quit", "send", "set", "unset", "status", "toggle", "slc",
            "auth", "encrypt", "z", "!", "environ", "?", "help");
    private static final List<String> MODES = List.of(
            "character", "line", "isig", "-isig", "edit", "-edit", "softtabs", "-softtabs", "litecho", "-litecho");
    private static final int IAC = 0xFF;
    private static final int DONT = 0xFE;
    private static final int DO = 0xFD;
    private static final int WILL = 0xFB;
    private static final int ECHO = 1;
    private static final int SUPPRESS_GO_AHEAD = 3;
    private static final int LINEMODE = 34;
    private static final List<String> NEED_CONNECTION = List.of("close", "logout");

    private final Session session;
    private final Settings settings;
    private final Subcommands subcommands;
    private final Sending sending;
    private boolean linemode;

    Commands(Session session) {
        this.session = session;
        this.settings = new Settings(session);
        this.subcommands = new Subcommands(session);
        this.sending = new Sending(session);
    }

    /** Whether a switch is on. */
    boolean on(String toggle) {
        return settings.on(toggle);
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

    /** The names that a word may stand for. */
    static List<String> matching(String given, List<String> names) {
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
                settings.display(words);
                return true;
            case "send":
                return sending.run(words);
            case "z":
                process.signal(Signal.STOP);
                process.step();
                return true;
            case "mode":
                return mode(words);
            case "toggle":
                return settings.toggle(words);
            case "set":
                return settings.set(words);
            case "unset":
                return settings.unset(words);
            case "slc":
            case "auth":
            case "encrypt":
            case "environ":
                return subcommands.run(name, words);
            default:
                say("?Invalid command");
                return false;
        }
    }

    /** Whether a word asks for help. */
    static boolean isHelp(String word) {
        return word.equals("?") || word.equals("help");
    }

    private boolean mode(List<String> words) throws IOException {
        if (words.size() != 2) {
            say("'mode' command requires an argument");
            say("'mode ?' for help.");
            return false;
        }
        if (isHelp(words.get(1))) {
            session.process().out().print(HelpText.of("inetutils-telnet/mode")).flush();
            return false;
        }
        List<String> names = matching(words.get(1), MODES);
        if (names.size() != 1) {
            session.process()
                    .err()
                    .println((names.isEmpty() ? "Unknown" : "Ambiguous") + " mode '" + words.get(1)
                            + "' ('mode ?' for help).");
            return false;
        }
        if (!session.connected()) {
            say("?Need to be connected first.");
            say("'mode ?' for help.");
            return false;
        }
        switch (names.get(0)) {
            case "character" -> session.sendRaw(IAC, DO, SUPPRESS_GO_AHEAD, IAC, DO, ECHO);
            case "line" -> {
                session.sendRaw(IAC, DONT, SUPPRESS_GO_AHEAD, IAC, DONT, ECHO, IAC, WILL, LINEMODE);
                linemode = true;
            }
            default -> {
                if (!linemode) {
                    say("?Need to have LINEMODE option enabled first.");
                    say("'mode ?' for help.");
                    return false;
                }
            }
        }
        return true;
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
                say("usage: open [-4] [-6] [-l user] [-b addr] [-a] host-name [port]");
                return false;
            }
            arguments = List.of(line.get().strip().split("\\s+"));
        }
        return session.connect(arguments.get(0), arguments.size() > 1 ? arguments.get(1) : "telnet");
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
