package postroom.labs.debian.postfix.cleanup;

import java.util.Locale;

/**
 * A header of a message (RFC 5322 §2.2).
 *
 * @param name as it is written
 * @param key the name in lower case
 * @param body what stands behind the colon, line breaks included
 * @param text the whole header
 */
record Header(String name, String key, String body, String text) {
    /** Reads a header; null if the line is none. A continuation is not one by itself. */
    static Header parse(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) > ' ' && text.charAt(end) != ':' && text.charAt(end) < 127) {
            end++;
        }
        int colon = end;
        while (colon < text.length() && (text.charAt(colon) == ' ' || text.charAt(colon) == '\t')) {
            colon++;
        }
        if (end == 0 || colon >= text.length() || text.charAt(colon) != ':') {
            return null;
        }
        String name = text.substring(0, end);
        return new Header(
                name, name.toLowerCase(Locale.ROOT), text.substring(colon + 1).strip(), text);
    }
}
