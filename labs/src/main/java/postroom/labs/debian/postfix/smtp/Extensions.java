package postroom.labs.debian.postfix.smtp;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What a server's reply to EHLO offers (RFC 5321 §4.1.1.1). */
final class Extensions {
    private final Map<String, String> offered = new HashMap<>();
    private boolean named;

    void clear() {
        offered.clear();
        named = false;
    }

    /** A line of the reply without its code; the first is the server's name. */
    void add(String line) {
        if (!named) {
            named = true;
            return;
        }
        String[] words = line.strip().split("[ =]", 2);
        offered.putIfAbsent(words[0].toUpperCase(Locale.ROOT), words.length > 1 ? words[1] : "");
    }

    boolean has(String keyword) {
        return offered.containsKey(keyword);
    }

    /** What stands behind a keyword. */
    String value(String keyword) {
        return offered.getOrDefault(keyword, "");
    }
}
