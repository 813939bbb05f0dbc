package postroom.labs.debian.curl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;

/** The command line of {@code curl}; the options are those that {@code curl --help all} lists. */
final class CurlOptions {
    /** Names by letters, and which names take a value. */
    private static final Map<Character, String> LETTERS = new HashMap<>();

    /** The options whose value is a number of seconds. */
    private static final Set<String> SECONDS = Set.of("max-time", "connect-timeout");

    private static final Map<String, Boolean> NAMES = new LinkedHashMap<>();

    static {
        for (String line : HelpText.of("curl/options").split("\n")) {
            String[] words = line.split(" ");
            NAMES.put(words[1], words.length > 2);
            if (!words[0].equals("-")) {
                LETTERS.put(words[0].charAt(0), words[1]);
            }
        }
    }

    private final Map<String, List<String>> values = new HashMap<>();
    private final List<String> urls = new ArrayList<>();

    private CurlOptions() {}

    /** Reads the arguments; the message of the complaint goes behind {@code curl: }. */
    static CurlOptions parse(List<String> arguments) throws UsageException {
        CurlOptions options = new CurlOptions();
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (word.startsWith("--") && word.length() > 2) {
                i = options.named(word, arguments, i);
            } else if (word.startsWith("-") && word.length() > 1) {
                i = options.letters(word, arguments, i);
            } else {
                options.urls.add(word);
            }
        }
        options.urls.addAll(options.all("url"));
        return options;
    }

    private int named(String word, List<String> arguments, int at) throws UsageException {
        String given = word.substring(2);
        String name = NAMES.containsKey(given) ? given : null;
        if (name == null) {
            List<String> candidates =
                    NAMES.keySet().stream().filter(it -> it.startsWith(given)).toList();
            if (candidates.size() > 1) {
                throw new UsageException("option " + word + ": is ambiguous");
            }
            if (candidates.isEmpty() && given.startsWith("no-") && NAMES.containsKey(given.substring(3))) {
                values.remove(given.substring(3));
                return at;
            }
            if (candidates.isEmpty()) {
                throw new UsageException("option " + word + ": is unknown");
            }
            name = candidates.get(0);
        }
        boolean help = name.equals("help") && at + 1 < arguments.size();
        if (!NAMES.get(name) && !help) {
            put(name, "");
            return at;
        }
        if (name.equals("help") && !help) {
            put(name, "");
            return at;
        }
        if (at + 1 >= arguments.size()) {
            throw new UsageException("option " + word + ": requires parameter");
        }
        check(word, name, arguments.get(at + 1));
        put(name, arguments.get(at + 1));
        return at + 1;
    }

    private int letters(String word, List<String> arguments, int at) throws UsageException {
        for (int i = 1; i < word.length(); i++) {
            String name = LETTERS.get(word.charAt(i));
            if (name == null) {
                throw new UsageException("option " + word + ": is unknown");
            }
            boolean help = name.equals("help") && i + 1 == word.length() && at + 1 < arguments.size();
            if (!NAMES.get(name) && !help) {
                put(name, "");
                continue;
            }
            if (i + 1 < word.length()) {
                check(word, name, word.substring(i + 1));
                put(name, word.substring(i + 1));
                return at;
            }
            if (at + 1 >= arguments.size()) {
                throw new UsageException("option " + word + ": requires parameter");
            }
            check(word, name, arguments.get(at + 1));
            put(name, arguments.get(at + 1));
            return at + 1;
        }
        return at;
    }

    private static void check(String word, String name, String value) throws UsageException {
        if (SECONDS.contains(name) && value.matches("-[0-9.]+")) {
            throw new UsageException("option " + word + ": expected a positive numerical parameter");
        }
        if (SECONDS.contains(name) && !value.matches("[0-9.]+")) {
            throw new UsageException("option " + word + ": expected a proper numerical parameter");
        }
    }

    private void put(String name, String value) {
        values.computeIfAbsent(name, it -> new ArrayList<>()).add(value);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The last value of an option; null if it was not given. */
    String value(String name) {
        List<String> all = values.get(name);
        return all == null ? null : all.get(all.size() - 1);
    }

    /** All values of an option. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    List<String> urls() {
        return urls;
    }
}
