package postroom.labs.debian.mawk;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value of awk: a number, a text, or both, as what comes from input and looks like a number is.
 *
 * @param text null for a plain number
 * @param numeric whether it counts as a number in comparisons
 */
record Value(String text, double number, boolean numeric) {
    private static final Pattern NUMBER = Pattern.compile("\\s*[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
    static final Value EMPTY = new Value("", 0, true);

    static Value of(double number) {
        return new Value(null, number, true);
    }

    static Value of(boolean truth) {
        return of(truth ? 1 : 0);
    }

    static Value of(String text) {
        return new Value(text, prefix(text), false);
    }

    /** What comes from input. */
    static Value input(String text) {
        Matcher m = NUMBER.matcher(text);
        boolean looks =
                text.length() < 100 && m.lookingAt() && text.substring(m.end()).isBlank();
        return new Value(text, prefix(text), looks);
    }

    private static double prefix(String text) {
        if (text.isEmpty() || text.charAt(0) > '9') {
            return 0;
        }
        if (text.matches("(?i)\\s*[-+]?0x[0-9a-f]{1,13}.*")) {
            String digits = text.strip().replaceFirst("(?i)^([-+]?)0x([0-9a-f]{1,13}).*", "$1$2");
            return Long.parseLong(digits, 16);
        }
        Matcher m = NUMBER.matcher(text);
        return m.lookingAt() ? Double.parseDouble(m.group().strip()) : 0;
    }

    boolean truth() {
        return text == null ? number != 0 : numeric ? this != EMPTY && number != 0 : !text.isEmpty();
    }

    String string(String format) {
        if (text != null) {
            return text;
        }
        boolean whole = number == Math.rint(number) && Math.abs(number) < 2147483648.0;
        return whole ? Long.toString((long) number) : Format.format(format, List.of(this));
    }

    static int compare(Value a, Value b, String format) {
        if (a.numeric && b.numeric) {
            return Double.compare(a.number, b.number);
        }
        return a.string(format).compareTo(b.string(format));
    }
}
