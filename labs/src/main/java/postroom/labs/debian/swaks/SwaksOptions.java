package postroom.labs.debian.swaks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.getopt.UsageException;

/** The command line of {@code swaks}, read as Perl's {@code Getopt::Long} does: one or two hyphens, unique beginnings. */
final class SwaksOptions {
    /** One option: its key, its names, and what it takes: nothing, {@code :} perhaps a value, {@code =} a value. */
    private record Known(String key, char takes, List<String> names) {}

    private static final List<Known> KNOWN = List.of(
            known("config", ':', "config"),
            known("from", ':', "from", "f"),
            known("to", ':', "to", "t"),
            known("helo", ':', "helo", "ehlo", "lhlo", "h"),
            known("server", ':', "server", "s"),
            known("4", ' ', "4"),
            known("6", ' ', "6"),
            known("copy-routing", ':', "copy-routing"),
            known("port", ':', "port", "p"),
            known("protocol", '=', "protocol"),
            known("data", ':', "data", "d"),
            known("timeout", ':', "timeout"),
            known("quit_after", '=', "quit-after", "quit", "q"),
            known("drop_after", '=', "drop-after", "drop", "da"),
            known("drop_after_send", '=', "drop-after-send", "das"),
            known("suppress-data", ' ', "suppress-data", "n"),
            known("auth", ':', "auth", "a"),
            known("auth-user", ':', "auth-user", "au"),
            known("auth-password", ':', "auth-password", "ap"),
            known("auth-map", '=', "auth-map", "am"),
            known("auth-hide-password", ':', "auth-hide-password", "ahp"),
            known("auth-plaintext", ' ', "auth-plaintext", "apt"),
            known("auth-optional", ':', "auth-optional", "ao"),
            known("auth-optional-strict", ':', "auth-optional-strict", "aos"),
            known("support", ' ', "support"),
            known("local-interface", ':', "local-interface", "li"),
            known("local-port", ':', "local-port", "lport", "lp"),
            known("tls", ' ', "tls"),
            known("tls-optional", ' ', "tls-optional", "tlso"),
            known("tls-optional-strict", ' ', "tls-optional-strict", "tlsos"),
            known("tls-on-connect", ' ', "tls-on-connect", "tlsc"),
            known("tls-cert", '=', "tls-cert"),
            known("tls-key", '=', "tls-key"),
            known("tls-protocol", '=', "tls-protocol", "tlsp"),
            known("tls-cipher", '=', "tls-cipher"),
            known("tls-get-peer-cert", ':', "tls-get-peer-cert"),
            known("tls-sni", '=', "tls-sni"),
            known("tls-verify", ' ', "tls-verify"),
            known("tls-ca-path", '=', "tls-ca-path"),
            known("silent", ':', "silent", "S"),
            known("no-strip-from", ' ', "no-strip-from", "nsf"),
            known("no-hints", ' ', "no-hints", "nth"),
            known("no-send-hints", ' ', "no-send-hints", "nsh"),
            known("no-receive-hints", ' ', "no-receive-hints", "nrh"),
            known("no-info-hints", ' ', "no-info-hints", "nih"),
            known("hide-receive", ' ', "hide-receive", "hr"),
            known("hide-send", ' ', "hide-send", "hs"),
            known("protect-prompt", ' ', "protect-prompt", "pp"),
            known("hide-informational", ' ', "hide-informational", "hi"),
            known("hide-all", ' ', "hide-all", "ha"),
            known("show-time-lapse", ':', "show-time-lapse", "stl"),
            known("version", ' ', "version"),
            known("help", ' ', "help"),
            known("no-data-fixup", ' ', "no-data-fixup", "ndf"),
            known("body", ':', "body"),
            known("attach-name", ':', "attach-name"),
            known("attach-type", ':', "attach-type"),
            known("attach", ':', "attach"),
            known("attach-body", ':', "attach-body"),
            known("add-header", ':', "add-header", "ah"),
            known("header", ':', "header"),
            known("dump-mail", ' ', "dump-mail"),
            known("pipeline", ' ', "pipeline"));

    /** One that was given. */
    record Given(String key, String value) {}

    private final Map<String, String> values = new HashMap<>();
    private final List<Given> given = new ArrayList<>();

    private SwaksOptions() {}

    private static Known known(String key, char takes, String... names) {
        return new Known(key, takes, List.of(names));
    }

    /** Reads the arguments; the message of the complaint is the whole line that is printed. */
    static SwaksOptions parse(List<String> arguments) throws UsageException {
        SwaksOptions options = new SwaksOptions();
        List<String> left = new ArrayList<>();
        List<String> words = new ArrayList<>(arguments);
        boolean wrong = false;
        StringBuilder complaints = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.length() < 2 || word.charAt(0) != '-') {
                left.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            if (equals > 0) {
                words.set(i, word.substring(0, equals));
                words.add(i + 1, word.substring(equals + 1));
                word = words.get(i);
            }
            String name = word.replaceFirst("^--?", "");
            String header = name.replaceFirst("^h(eader)?-([^:]+):?$", "$2");
            if (!header.equals(name)) {
                String value = i + 1 < words.size() ? words.get(++i) : "";
                options.put("header", header + ": " + value);
                continue;
            }
            Known option = find(name);
            if (option == null) {
                complaints.append(wrong ? "\n" : "").append("Unknown option: ").append(name);
                wrong = true;
                continue;
            }
            boolean next = i + 1 < words.size()
                    && (!words.get(i + 1).startsWith("-") || words.get(i + 1).equals("-"));
            if (option.takes == ' ') {
                options.put(option.key, "1");
            } else if (option.key.equals("silent")) {
                boolean number = next && words.get(i + 1).matches("[0-9]+");
                options.put("silent", number ? words.get(++i) : "1");
            } else if (option.takes == '=' && i + 1 < words.size() || next || equals > 0) {
                options.put(option.key, words.get(++i));
            } else if (option.takes == '=') {
                complaints
                        .append(wrong ? "\n" : "")
                        .append("Option ")
                        .append(name)
                        .append(" requires an argument");
                wrong = true;
            } else {
                options.put(option.key, "");
            }
        }
        if (wrong) {
            throw new UsageException(complaints.toString());
        }
        if (!left.isEmpty()) {
            throw new UsageException("*** Data left in option list when processing  command line ('"
                    + String.join("', '", left) + "').  Exiting");
        }
        return options;
    }

    private static Known find(String name) {
        for (Known each : KNOWN) {
            if (each.names.contains(name)) {
                return each;
            }
        }
        List<Known> candidates = KNOWN.stream()
                .filter(it -> it.names.stream().anyMatch(n -> n.startsWith(name)))
                .toList();
        return candidates.size() == 1 ? candidates.get(0) : null;
    }

    private void put(String key, String value) {
        values.put(key, value);
        given.add(new Given(key, value));
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** The last value of an option; null if it was not given. */
    String value(String key) {
        return values.get(key);
    }

    /** The value of an option, or {@code otherwise} if there is none or it is empty. */
    String value(String key, String otherwise) {
        String value = values.get(key);
        return value == null || value.isEmpty() ? otherwise : value;
    }

    /** All that was given, in order. */
    List<Given> given() {
        return given;
    }
}
