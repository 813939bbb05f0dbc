package postroom.labs.debian.telnet;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code toggle}, {@code set} and {@code unset} switch at the {@code telnet>} prompt, and what they say. */
final class Toggles {
    /** The switches, in the order of their help. */
    static final List<String> NAMES = List.of(
            "autoflush",
            "autosynch",
            "autologin",
            "authdebug",
            "autoencrypt",
            "autodecrypt",
            "verbose_encrypt",
            "encdebug",
            "skiprc",
            "binary",
            "inbinary",
            "outbinary",
            "crlf",
            "crmod",
            "localchars",
            "debug",
            "netdata",
            "prettydump",
            "options",
            "termdata");

    /** The characters that can be set. */
    static final List<String> CHARACTERS = List.of(
            "echo",
            "escape",
            "rlogin",
            "tracefile",
            "flushoutput",
            "interrupt",
            "quit",
            "eof",
            "erase",
            "kill",
            "lnext",
            "susp",
            "reprint",
            "worderase",
            "start",
            "stop",
            "forw1",
            "forw2",
            "ayt");

    /** What {@code slc} answers. */
    static final Map<String, String> SLC = Map.of(
            "export", "Special characters are local values",
            "import", "Special characters are remote default values",
            "check", "Special characters are remote values");

    private static final Map<String, String> ACTIONS = Map.ofEntries(
            Map.entry("autoflush", "flush output when sending interrupt characters."),
            Map.entry("autosynch", "send interrupt characters in urgent mode."),
            Map.entry("autologin", "send login name and/or authentication information."),
            Map.entry("skiprc", "skip reading of ~/.telnetrc file."),
            Map.entry("crmod", "map carriage return on output."),
            Map.entry("localchars", "recognize certain control characters."),
            Map.entry("debug", "turn on socket level debugging."),
            Map.entry("netdata", "print hexadecimal representation of network traffic."),
            Map.entry("prettydump", "print user readable output for \"netdata\"."),
            Map.entry("options", "show option processing."),
            Map.entry("termdata", "print hexadecimal representation of terminal traffic."));
    private static final Map<String, String> STATES = Map.of(
            "autodecrypt", "Automatic decryption of input is %s",
            "autoencrypt", "Automatic encryption of output is %s",
            "encdebug", "Encryption debugging %s",
            "authdebug", "auth debugging %s");

    private final Set<String> on = new HashSet<>(Set.of("autoflush", "localchars"));

    /** Turns a switch over; what is said about it. */
    String toggle(String name) {
        return set(name, !on.contains(name));
    }

    /** Sets a switch; what is said about it. */
    String set(String name, boolean value) {
        if (value) {
            on.add(name);
        } else {
            on.remove(name);
        }
        if (STATES.containsKey(name)) {
            return String.format(STATES.get(name), value ? "enabled" : "disabled");
        }
        switch (name) {
            case "verbose_encrypt":
                return "Encryption is " + (value ? "" : "not ") + "verbose";
            case "crlf":
                return "Will send carriage returns as telnet " + (value ? "<CR><LF>." : "<CR><NUL>.");
            case "binary":
                mirror(value, "inbinary", "outbinary");
                return "Negotiating " + (value ? "binary" : "network ascii") + " mode with remote host.";
            case "inbinary":
                return "Negotiating " + (value ? "binary" : "network ascii") + " mode on input.";
            case "outbinary":
                return "Negotiating " + (value ? "binary" : "network ascii") + " mode on output.";
            default:
                return (value ? "Will " : "Won't ") + ACTIONS.get(name);
        }
    }

    /** Whether it is on. */
    boolean on(String name) {
        return on.contains(name);
    }

    /** What {@code display} says about it; nothing about some. */
    Optional<String> state(String name) {
        // at its prompt telnet turns localchars on again at once
        boolean is = on.contains(name) || name.equals("localchars");
        return Optional.ofNullable(ACTIONS.get(name)).map(it -> (is ? "will " : "won't ") + it);
    }

    private void mirror(boolean value, String... names) {
        for (String each : names) {
            if (value) {
                on.add(each);
            } else {
                on.remove(each);
            }
        }
    }
}
