package postroom.labs.debian.telnet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.help.HelpText;

/** What {@code set}, {@code unset}, {@code toggle} and {@code display} do at the {@code telnet>} prompt. */
final class Settings {
    private static final int OFF = -1;
    private static final String TRACE_FILE = "tracefile";
    private static final String ESCAPE = "escape";

    private final Session session;
    private final Toggles toggles = new Toggles();
    private final Map<String, Integer> characters = new LinkedHashMap<>();
    private String traceFile = "(standard output)";

    Settings(Session session) {
        this.session = session;
        String keys = "\u0005\0\0\0\u000F\u0003\u001C\u0004\u007F\u0015\u0016\u001A\u0012\u0017\u0011\u0013\0\0\u0014";
        for (int i = 0; i < keys.length(); i++) {
            characters.put(Toggles.CHARACTERS.get(i), keys.charAt(i) == 0 ? OFF : (int) keys.charAt(i));
        }
    }

    /** Whether a switch is on. */
    boolean on(String toggle) {
        return toggles.on(toggle);
    }

    /** {@code toggle NAME...}; whether there was nothing wrong. */
    boolean toggle(List<String> words) throws IOException {
        if (words.size() == 1) {
            say("Need an argument to 'toggle' command.  'toggle ?' for help.");
            return false;
        }
        boolean done = false;
        for (String each : words.subList(1, words.size())) {
            if (Commands.isHelp(each)) {
                help("toggle");
                continue;
            }
            List<String> names = Commands.matching(each, Toggles.NAMES);
            if (names.size() == 1) {
                say(toggles.toggle(names.get(0)));
                done = true;
            } else {
                unknown("toggle", each, names);
            }
        }
        return done;
    }

    /** {@code set NAME [VALUE]}; whether there was nothing wrong. */
    boolean set(List<String> words) throws IOException {
        if (words.size() == 2 && Commands.isHelp(words.get(1))) {
            help("set");
            return false;
        }
        if (words.size() != 2 && words.size() != 3) {
            return format("Name Value");
        }
        List<String> names = Commands.matching(words.get(1), names());
        if (names.size() != 1) {
            unknown("set", words.get(1), names);
            return false;
        }
        String name = names.get(0);
        if (Toggles.NAMES.contains(name)) {
            String value = words.size() == 3 ? words.get(2) : "on";
            if (!value.equals("on") && !value.equals("off")) {
                return format("togglename [on|off]");
            }
            say(toggles.set(name, value.equals("on")));
            return true;
        }
        if (words.size() == 2) {
            return format("Name Value");
        }
        character(name, words.get(2));
        return true;
    }

    private boolean format(String arguments) throws IOException {
        say("Format is 'set " + arguments + "'");
        say("'set ?' for help.");
        return false;
    }

    /** {@code unset NAME...}; whether there was nothing wrong. */
    boolean unset(List<String> words) throws IOException {
        if (words.size() == 1) {
            say("Need an argument to 'unset' command.  'unset ?' for help.");
            return false;
        }
        if (Commands.isHelp(words.get(1))) {
            help("unset");
            return false;
        }
        for (String each : words.subList(1, words.size())) {
            List<String> names = Commands.matching(each, names());
            if (names.size() != 1) {
                unknown("unset", each, names);
                return false;
            }
            if (Toggles.NAMES.contains(names.get(0))) {
                say(toggles.set(names.get(0), false));
            } else {
                character(names.get(0), "off");
            }
        }
        return true;
    }

    private static List<String> names() {
        List<String> all = new ArrayList<>(Toggles.CHARACTERS);
        all.addAll(Toggles.NAMES);
        return all;
    }

    private void character(String name, String value) throws IOException {
        if (name.equals(TRACE_FILE)) {
            traceFile = value;
            say(name + " set to \"" + value + "\".");
            return;
        }
        int key = value.equals("off") ? OFF : Telnet.escape(value);
        characters.put(name, key);
        if (name.equals(ESCAPE)) {
            session.escape(key);
        }
        say(name + " character is '" + Session.name(key) + "'.");
    }

    /** {@code display [NAME...]}: always goes on. */
    void display(List<String> words) throws IOException {
        if (words.size() == 1) {
            for (String each : Toggles.NAMES) {
                toggles.state(each).ifPresent(this::sayQuietly);
            }
            say("");
            Toggles.CHARACTERS.forEach(it -> sayQuietly(row(it)));
        }
        for (String each : words.subList(1, words.size())) {
            if (each.equals("?")) {
                continue;
            }
            List<String> names = Commands.matching(each, names());
            if (names.size() != 1) {
                say("?" + (names.isEmpty() ? "Unknown" : "Ambiguous") + " argument '" + each + "'.");
                return;
            } else if (Toggles.CHARACTERS.contains(names.get(0))) {
                say(row(names.get(0)));
            } else {
                toggles.state(names.get(0)).ifPresent(this::sayQuietly);
            }
        }
        if (on("inbinary")) {
            say("resp DO_DONT BINARY: 1");
            say("want DO   BINARY");
        }
        if (on("outbinary")) {
            say("resp WILL_WONT BINARY: 1");
            say("want WILL BINARY");
        }
    }

    private String row(String name) {
        String value = name.equals(TRACE_FILE)
                ? "\"" + traceFile + "\""
                : "[" + (name.equals(ESCAPE) ? session.escapeName() : Session.name(characters.get(name))) + "]";
        return String.format("%-15s %s", name, value);
    }

    private void unknown(String command, String word, List<String> names) throws IOException {
        session.process()
                .err()
                .println("'" + word + "': " + (names.isEmpty() ? "unknown" : "ambiguous") + " argument ('" + command
                        + " ?' for help).");
    }

    private void help(String command) throws IOException {
        session.process()
                .out()
                .print(HelpText.of("inetutils-telnet/" + command))
                .flush();
    }

    private void say(String line) throws IOException {
        session.process().out().println(line).flush();
    }

    private void sayQuietly(String line) {
        try {
            say(line);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
