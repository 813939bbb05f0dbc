package postroom.labs.debian.sed;

/** Pieces of a script between delimiters, and the escapes for characters by number that GNU sed knows in all of them. */
final class SedText {
    private SedText() {}

    /** The place behind a bracket expression whose {@code [} is before {@code from}; -1 if it does not end. */
    static int bracketEnd(String script, int from) {
        int i = from;
        if (i < script.length() && script.charAt(i) == '^') {
            i++;
        }
        int first = i;
        while (i < script.length() && script.charAt(i) != '\n') {
            char c = script.charAt(i);
            if (c == ']' && i > first) {
                return i + 1;
            }
            if (c == '[' && i + 1 < script.length() && ":.=".indexOf(script.charAt(i + 1)) >= 0) {
                int close = script.indexOf(script.charAt(i + 1) + "]", i + 2);
                if (close < 0) {
                    return -1;
                }
                i = close + 2;
            } else {
                i++;
            }
        }
        return -1;
    }

    /**
     * A text with {@code \xHH}, {@code \oNNN}, {@code \dNNN} and {@code \cX} read.
     *
     * @param special characters that get a backslash if they come about so
     */
    static String numbered(String text, String special) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c != '\\' || i >= text.length()) {
                out.append(c);
                continue;
            }
            char kind = text.charAt(i);
            int base = kind == 'x' ? 16 : kind == 'o' ? 8 : kind == 'd' ? 10 : 0;
            int end = i + 1;
            int most = kind == 'x' ? 2 : 3;
            while (base > 0 && end < text.length() && end - i <= most && Character.digit(text.charAt(end), base) >= 0) {
                end++;
            }
            if (kind == 'c' && i + 1 < text.length()) {
                out.append((char) (Character.toUpperCase(text.charAt(i + 1)) ^ 0x40));
                i += 2;
            } else if (base > 0 && end > i + 1) {
                char made = (char) (Integer.parseInt(text.substring(i + 1, end), base) & 0xFF);
                out.append(special.indexOf(made) >= 0 ? "\\" : "").append(made);
                i = end;
            } else {
                out.append(c).append(kind);
                i++;
            }
        }
        return out.toString();
    }
}
