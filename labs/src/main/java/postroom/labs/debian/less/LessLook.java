package postroom.labs.debian.less;

import java.util.regex.Matcher;

/** How characters look on the screen of {@code less}. */
final class LessLook {
    private static final int TAB = 8;
    private static final String INVERSE = "\u001b[7m";
    private static final String PLAIN = "\u001b[27m";

    private LessLook() {}

    static String inverse(String text) {
        return INVERSE + text + PLAIN;
    }

    /** A control character as {@code ^X}, another as it is. */
    static String control(char c) {
        return c < ' ' || c == 127 ? "^" + (char) (c ^ 64) : String.valueOf(c);
    }

    /** Tabs as blanks, control characters as {@code ^X}, stray bytes as hex. */
    static String of(String line, boolean colours) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\t') {
                out.append(" ".repeat(TAB - out.length() % TAB));
            } else if (c == 27 && colours && colourEnd(line, i) > 0) {
                int end = colourEnd(line, i);
                out.append(line, i, end);
                i = end - 1;
            } else if (c >= 0xDC80 && c <= 0xDCFF) {
                out.append(String.format("<%02X>", c & 0xFF));
            } else {
                out.append(control(c));
            }
        }
        return out.toString();
    }

    /** The end of a sequence that sets colours or weight, 0 if there is none. */
    private static int colourEnd(String line, int from) {
        int i = from + 1;
        if (i >= line.length() || line.charAt(i) != '[') {
            return 0;
        }
        i++;
        while (i < line.length() && (Character.isDigit(line.charAt(i)) || line.charAt(i) == ';')) {
            i++;
        }
        return i < line.length() && line.charAt(i) == 'm' ? i + 1 : 0;
    }

    /** A line with what matches in inverse. */
    static String highlighted(String line, Matcher matcher) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            if (matcher.end() > matcher.start()) {
                out.append(line, from, matcher.start()).append(inverse(matcher.group()));
                from = matcher.end();
            }
        }
        return out.append(line.substring(from)).toString();
    }
}
