package postroom.labs.debian.postfix.cleanup;

import java.util.Locale;

/**
 * An action of header_checks and body_checks ({@code header_checks(5)}): a word and what stands behind it.
 */
record Check(String action, String text) {
    static Check parse(String value) {
        String[] parts = value.strip().split("\\s+", 2);
        return new Check(parts[0].toUpperCase(Locale.ROOT), parts.length > 1 ? parts[1].strip() : "");
    }

    /** The text with the enhanced status code that it begins with split off; {@code otherwise} if it has none. */
    String[] status(String otherwise, String noText) {
        String[] parts = text.split("\\s+", 2);
        if (parts[0].matches("[245]\\.[0-9]{1,3}\\.[0-9]{1,3}")) {
            return new String[] {parts[0], parts.length > 1 ? parts[1] : noText};
        }
        return new String[] {otherwise, text.isEmpty() ? noText : text};
    }
}
