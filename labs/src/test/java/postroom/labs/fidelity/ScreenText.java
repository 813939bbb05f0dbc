package postroom.labs.fidelity;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Terminal output as text: without escape codes, and as it stands after CR, BS and TAB have moved the cursor. */
final class ScreenText {
    private static final Pattern ESCAPES = Pattern.compile("\\x1b\\[[0-?]*[ -/]*[@-~]"
            + "|\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)"
            + "|\\x1b[()*+][0-9A-Za-z]|\\x1b[ -/]*[0-~]|\\x07|\\x00");

    /** Stands for "erase to the end of the line" in unescaped text. */
    private static final char ERASE_LINE = 0x0B;

    private static final String ERASE = String.valueOf(ERASE_LINE);

    private ScreenText() {}

    /** Raw output without escape codes; CR, BS and TAB stay. */
    static String unescape(String raw) {
        return ESCAPES.matcher(raw)
                .replaceAll(
                        code -> code.group().equals("\u001b[K") || code.group().equals("\u001b[0K") ? ERASE : "");
    }

    /** As {@link #unescape}, without CR and without marks of erasing: what patterns are searched in. */
    static String plain(String unescaped) {
        return unescaped.replace("\r", "").replace(ERASE, "");
    }

    /** Unescaped text as it stands on the screen. */
    static String rendered(String text) {
        StringBuilder out = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            out.append(renderedLine(line)).append('\n');
        }
        out.setLength(out.length() - 1);
        return out.toString();
    }

    private static String renderedLine(String line) {
        StringBuilder cells = new StringBuilder();
        int column = 0;
        for (int c : line.codePoints().toArray()) {
            switch (c) {
                case '\r' -> column = 0;
                case '\b' -> column = Math.max(0, column - 1);
                case ERASE_LINE -> cells.setLength(Math.min(column, cells.length()));
                case '\t' -> column = column / 8 * 8 + 8;
                default -> {
                    while (cells.length() <= column) {
                        cells.append(' ');
                    }
                    cells.setCharAt(column, (char) c);
                    column++;
                }
            }
        }
        return cells.toString();
    }

    /**
     * Output of a step without the echo of the typed line that it begins with. Tolerates what a line editor puts in
     * between when the line wraps. Empty while the echo is still coming; the text itself when there is none (a password).
     */
    static String withoutEcho(String text, String typed) {
        int at = 0;
        for (char c : typed.toCharArray()) {
            while (at < text.length() && text.charAt(at) != c && "\r\n\b \u000b".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            if (at == text.length()) {
                return "";
            }
            if (text.charAt(at) != c) {
                return text;
            }
            at++;
        }
        // readline may redraw the character at the last column
        String again = typed.isEmpty() ? "" : "|\\r" + Pattern.quote(typed.substring(typed.length() - 1));
        Matcher newline =
                Pattern.compile("(?:[\\r\\x08 \\x0b]" + again + ")*\\n").matcher(text);
        newline.region(at, text.length());
        if (newline.lookingAt()) {
            return text.substring(newline.end());
        }
        return text.substring(at).matches("[\\r\\x08 \\x0b]*") ? "" : text;
    }
}
