package postroom.labs.debian.postfix.config;

/** A {@code name = value} line, white space around both taken off. */
public record NameValue(String name, String value) {
    /**
     * Splits a line.
     *
     * @param where is put before the message
     * @throws Fatal if there is no name, or no {@code =} behind it
     */
    public static NameValue parse(String line, String where) {
        int start = skip(line, 0);
        int end = start;
        while (end < line.length() && line.charAt(end) != '=' && !LogicalLines.isBlank(line.charAt(end))) {
            end++;
        }
        if (end == start && start < line.length()) {
            throw new Fatal(where + "missing attribute name: \"" + line + "\"");
        }
        int equals = skip(line, end);
        if (equals >= line.length() || line.charAt(equals) != '=') {
            throw new Fatal(where + "missing '=' after attribute name: \"" + line + "\"");
        }
        return new NameValue(line.substring(start, end), trim(line.substring(equals + 1)));
    }

    private static int skip(String text, int from) {
        int at = from;
        while (at < text.length() && LogicalLines.isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static String trim(String text) {
        int from = skip(text, 0);
        int to = text.length();
        while (to > from && LogicalLines.isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }
}
