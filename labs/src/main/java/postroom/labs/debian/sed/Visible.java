package postroom.labs.debian.sed;

import postroom.labs.debian.gnu.Text;

/** A pattern space as {@code l} shows it. */
final class Visible {
    private Visible() {}

    /** Cut to lines of {@code width}; 0 does not cut. */
    static String of(String text, int width) {
        StringBuilder out = new StringBuilder();
        for (byte b : Text.bytes(text)) {
            int at = "\\\u0007\b\f\n\r\t\u000b".indexOf((char) (b & 0xFF));
            out.append(
                    at >= 0
                            ? "\\" + "\\abfnrtv".charAt(at)
                            : b < 32 || b == 127 ? String.format("\\%03o", b & 0xFF) : String.valueOf((char) b));
        }
        return folded(out.toString(), width) + "$\n";
    }

    /** Cut to lines of {@code width} with the backslash at their end, but not within an escape; 0 does not cut. */
    private static String folded(String text, int width) {
        StringBuilder out = new StringBuilder();
        int used = 0;
        int i = 0;
        while (i < text.length()) {
            int end = i + 1;
            if (text.charAt(i) == '\\') {
                end = Character.isDigit(text.charAt(i + 1)) ? i + 4 : i + 2;
            }
            if (width > 0 && used + end - i > width - 1) {
                out.append("\\\n");
                used = 0;
            }
            out.append(text, i, end);
            used += end - i;
            i = end;
        }
        return out.toString();
    }
}
