package postroom.labs.debian.less;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.gnu.Text;

/** How characters look on the screen of {@code less}. */
final class LessLook {
    private static final int TAB = 8;
    private static final char ESCAPE = 27;
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final String INVERSE = "\u001b[7m";
    private static final String PLAIN = "\u001b[27m";

    private LessLook() {}

    static String inverse(String text) {
        return INVERSE + text + PLAIN;
    }

    /** A control character as {@code ^X}, another as it is. */
    static String control(char c) {
        if (c == ESCAPE) {
            return "ESC";
        }
        return c < ' ' || c == 127 ? "^" + (char) (c ^ 64) : String.valueOf(c);
    }

    /** Tabs as blanks, control characters as {@code ^X}, stray bytes as hex; sequences that set colours if wanted. */
    static String of(String line, boolean colours) {
        StringBuilder out = new StringBuilder();
        Matcher colour = COLOUR.matcher(line);
        int column = 0;
        int measured = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\t') {
                column += width(out.substring(measured));
                int blanks = TAB - column % TAB;
                out.append(" ".repeat(blanks));
                column += blanks;
                measured = out.length();
            } else if (c == ESCAPE && colours && colour.region(i, line.length()).lookingAt()) {
                out.append(colour.group());
                i = colour.end() - 1;
            } else if (c >= 0xDC80 && c <= 0xDCFF && !(i > 0 && Character.isHighSurrogate(line.charAt(i - 1)))) {
                out.append(String.format("<%02X>", c & 0xFF));
            } else {
                out.append(control(c));
            }
        }
        return out.toString();
    }

    /** How many columns a line takes that is shown so. */
    static int width(String shown) {
        return Text.width(
                shown.indexOf(ESCAPE) < 0 ? shown : COLOUR.matcher(shown).replaceAll(""));
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
