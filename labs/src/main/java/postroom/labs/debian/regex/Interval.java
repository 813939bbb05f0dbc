package postroom.labs.debian.regex;

/**
 * An interval expression: {@code {m,n}}.
 *
 * @param java as Java writes it
 * @param end the place behind it
 */
record Interval(String java, int end) {
    private static final int MAX_REPEAT = 32767;

    /** Reads the one whose brace is before {@code from}; null if it is none, which in extended syntax is a plain brace. */
    static Interval read(String source, int from, boolean basic, boolean strict) throws RegexException {
        String end = basic ? "\\}" : "}";
        int close = source.indexOf(end, from);
        if (close < 0) {
            if (basic || strict) {
                throw new RegexException("Unmatched \\{");
            }
            return null;
        }
        String body = source.substring(from, close);
        if (!body.matches("[0-9]{1,5}(,[0-9]{0,5})?|,[0-9]{1,5}")) {
            if (basic || body.matches("[0-9,]+") && !body.startsWith(",")) {
                throw new RegexException("Invalid content of \\{\\}");
            }
            return null;
        }
        int comma = body.indexOf(',');
        int low = comma == 0 ? 0 : Integer.parseInt(comma < 0 ? body : body.substring(0, comma));
        String highText = comma < 0 ? body : body.substring(comma + 1);
        int high = highText.isEmpty() ? MAX_REPEAT : Integer.parseInt(highText);
        if (high < low) {
            throw new RegexException("Invalid content of \\{\\}");
        }
        if (Math.max(low, highText.isEmpty() ? 0 : high) > MAX_REPEAT) {
            throw new RegexException("Regular expression too big");
        }
        return new Interval("{" + low + (comma < 0 ? "" : "," + highText) + "}", close + end.length());
    }
}
