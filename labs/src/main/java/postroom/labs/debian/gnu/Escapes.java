package postroom.labs.debian.gnu;

/** The backslash escapes of {@code echo -e} and {@code printf}; bytes that are no UTF-8 come as {@link Text} has them. */
public final class Escapes {
    private Escapes() {}

    /** Text with its escapes replaced, and whether {@code \c} said to print nothing more. */
    public record Result(String text, boolean stop) {}

    /** The escapes of {@code echo -e} and of {@code printf}'s {@code %b}: octal is {@code \0nnn}. */
    public static Result echo(String text) {
        return replace(text, true);
    }

    /** The escapes of a format of {@code printf}: octal is {@code \nnn}. */
    public static Result format(String text) {
        return replace(text, false);
    }

    private static Result replace(String text, boolean zeroOctal) {
        if (text.indexOf('\\') < 0) {
            return new Result(text, false);
        }
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c != '\\' || i == text.length()) {
                out.append(c);
                continue;
            }
            char e = text.charAt(i++);
            int simple = "abefnrtv\\\"".indexOf(e);
            if (e == 'c') {
                return new Result(joined(out), true);
            } else if (simple >= 0 && (e != '"' || !zeroOctal)) {
                out.append("\u0007\b\u001b\f\n\r\t\u000b\\\"".charAt(simple));
            } else if (e == 'x' && i < text.length() && Character.digit(text.charAt(i), 16) >= 0) {
                i = number(text, i, 16, 2, out);
            } else if (e >= '0' && e <= '7') {
                boolean skip = zeroOctal && e == '0';
                i = number(text, skip ? i : i - 1, 8, 3, out);
            } else if ((e == 'u' || e == 'U') && i < text.length() && Character.digit(text.charAt(i), 16) >= 0) {
                int end = i;
                while (end < text.length()
                        && end - i < (e == 'u' ? 4 : 8)
                        && Character.digit(text.charAt(end), 16) >= 0) {
                    end++;
                }
                long point = Long.parseLong(text.substring(i, end), 16);
                out.appendCodePoint(Character.isValidCodePoint((int) point) ? (int) point : 0xFFFD);
                i = end;
            } else {
                out.append('\\').append(e);
            }
        }
        return new Result(joined(out), false);
    }

    private static int number(String text, int from, int radix, int most, StringBuilder out) {
        int i = from;
        int value = 0;
        while (i < text.length() && i - from < most && Character.digit(text.charAt(i), radix) >= 0) {
            value = value * radix + Character.digit(text.charAt(i++), radix);
        }
        int b = value & 0xFF;
        out.append((char) (b < 128 ? b : 0xDC00 + b));
        return i;
    }

    /** Bytes written one by one may make a character together. */
    private static String joined(StringBuilder out) {
        return Text.of(Text.bytes(out.toString()));
    }
}
