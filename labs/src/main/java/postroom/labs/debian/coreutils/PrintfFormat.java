package postroom.labs.debian.coreutils;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import postroom.labs.debian.gnu.Escapes;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.gnu.Text;

/** The format of {@code printf(1)}: used again as long as there are arguments. At most 16 MiB come out. */
final class PrintfFormat {
    private static final int MAX_OUTPUT = 16 << 20;
    private static final int MAX_WIDTH = 4096;

    /** What to print, and what to complain about. */
    record Result(String text, List<String> complaints) {}

    private final String format;
    private final List<String> arguments;
    private final StringBuilder out = new StringBuilder();
    private final List<String> complaints = new ArrayList<>();
    private int next;
    private boolean stop;

    private PrintfFormat(String format, List<String> arguments) {
        this.format = format;
        this.arguments = arguments;
    }

    static Result print(String format, List<String> arguments, Runnable step) {
        PrintfFormat state = new PrintfFormat(format, arguments);
        int before;
        do {
            step.run();
            before = state.next;
            state.pass();
        } while (!state.stop
                && state.next < arguments.size()
                && state.next > before
                && state.out.length() < MAX_OUTPUT);
        if (!state.stop && state.next == 0 && !arguments.isEmpty()) {
            state.complaints.add(
                    "warning: ignoring excess arguments, starting with " + Quoting.locale(arguments.get(0)));
        }
        return new Result(Text.of(Text.bytes(state.out.toString())), state.complaints);
    }

    private void pass() {
        int i = 0;
        StringBuilder literal = new StringBuilder();
        while (i < format.length() && !stop) {
            char c = format.charAt(i);
            if (c == '\\' && i + 1 < format.length()) {
                literal.append(c).append(format.charAt(i + 1));
                i += 2;
            } else if (c != '%') {
                literal.append(c);
                i++;
            } else if (format.startsWith("%%", i)) {
                literal.append('%');
                i += 2;
            } else {
                flush(literal);
                i = stop ? format.length() : directive(i + 1);
            }
        }
        flush(literal);
    }

    private void flush(StringBuilder literal) {
        if (!stop) {
            Escapes.Result result = Escapes.format(literal.toString());
            out.append(result.text());
            stop |= result.stop();
        }
        literal.setLength(0);
    }

    private int directive(int from) {
        int i = from;
        StringBuilder flags = new StringBuilder();
        while (i < format.length() && "-+ #0'".indexOf(format.charAt(i)) >= 0) {
            flags.append(format.charAt(i++));
        }
        int[] width = {0};
        i = number(i, width);
        if (width[0] < 0) {
            flags.append('-');
            width[0] = -width[0];
        }
        int[] precision = {-1};
        if (i < format.length() && format.charAt(i) == '.') {
            precision[0] = 0;
            i = number(i + 1, precision);
        }
        while (i < format.length() && "hlLjzt".indexOf(format.charAt(i)) >= 0) {
            i++;
        }
        char kind = i < format.length() ? format.charAt(i) : 0;
        if ("diouxXcsbqeEfFgGaA".indexOf(kind) < 0 || kind == 0) {
            complaints.add("%" + format.substring(from, Math.min(format.length(), i + 1))
                    + ": invalid conversion specification");
            stop = true;
            return format.length();
        }
        pad(convert(kind, flags.toString(), precision[0]), flags.toString(), Math.min(width[0], MAX_WIDTH), kind);
        return i + 1;
    }

    private int number(int from, int[] value) {
        if (from < format.length() && format.charAt(from) == '*') {
            value[0] = (int) integer(argument("0"), true)
                    .max(BigInteger.valueOf(-MAX_WIDTH))
                    .min(BigInteger.valueOf(MAX_WIDTH))
                    .longValue();
            return from + 1;
        }
        int i = from;
        int n = 0;
        while (i < format.length() && Character.isDigit(format.charAt(i))) {
            n = Math.min(MAX_WIDTH, n * 10 + format.charAt(i++) - '0');
        }
        if (i > from) {
            value[0] = n;
        }
        return i;
    }

    private String argument(String fallback) {
        return next < arguments.size() ? arguments.get(next++) : fallback;
    }

    private String convert(char kind, String flags, int precision) {
        switch (kind) {
            case 's':
                return cut(argument(""), precision);
            case 'b': {
                Escapes.Result result = Escapes.echo(argument(""));
                stop |= result.stop();
                return cut(result.text(), precision);
            }
            case 'q':
                return next < arguments.size() ? Quoting.name(argument("")) : "";
            case 'c': {
                String text = argument("");
                return text.isEmpty() ? "" : text.substring(0, text.offsetByCodePoints(0, 1));
            }
            case 'd':
            case 'i':
                return digits(integer(argument("0"), true), 10, flags, precision, true);
            case 'u':
                return digits(integer(argument("0"), false), 10, flags, precision, false);
            case 'o':
                return (flags.contains("#") ? "0" : "")
                        + digits(integer(argument("0"), false), 8, flags, precision, false);
            case 'x':
                return (flags.contains("#") ? "0x" : "")
                        + digits(integer(argument("0"), false), 16, flags, precision, false);
            case 'X':
                return (flags.contains("#") ? "0X" : "")
                        + digits(integer(argument("0"), false), 16, flags, precision, false)
                                .toUpperCase(Locale.ROOT);
            default:
                return postroom.labs.debian.gnu.Doubles.format(kind, flags, precision, real(argument("0")));
        }
    }

    private static String cut(String text, int precision) {
        return precision >= 0 && precision < text.length() ? text.substring(0, precision) : text;
    }

    private static String digits(BigInteger value, int radix, String flags, int precision, boolean signed) {
        BigInteger shown = !signed && value.signum() < 0 ? value.add(BigInteger.ONE.shiftLeft(64)) : value;
        String digits = shown.abs().toString(radix);
        digits = "0".repeat(Math.max(0, precision - digits.length())) + digits;
        String sign = shown.signum() < 0
                ? "-"
                : signed && flags.contains("+") ? "+" : signed && flags.contains(" ") ? " " : "";
        return sign + digits;
    }

    private void pad(String text, String flags, int width, char kind) {
        int missing = width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            out.append(text);
        } else if (flags.contains("-")) {
            out.append(text).append(" ".repeat(missing));
        } else if (flags.contains("0") && "sbqc".indexOf(kind) < 0) {
            int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
            out.append(text, 0, sign).append("0".repeat(missing)).append(text.substring(sign));
        } else {
            out.append(" ".repeat(missing)).append(text);
        }
    }

    private BigInteger integer(String text, boolean signed) {
        String trimmed = text.stripLeading();
        if (trimmed.startsWith("'") || trimmed.startsWith("\"")) {
            return trimmed.length() < 2 ? BigInteger.ZERO : BigInteger.valueOf(trimmed.codePointAt(1));
        }
        java.util.regex.Matcher m = java.util.regex.Pattern.compile("([-+]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[0-9]+)")
                .matcher(trimmed);
        if (!m.lookingAt()) {
            complaints.add(Quoting.locale(text) + ": expected a numeric value");
            return BigInteger.ZERO;
        }
        if (m.end() < trimmed.length()) {
            complaints.add(Quoting.locale(text) + ": value not completely converted");
        }
        String digits = m.group(2);
        boolean hex = digits.length() > 1 && Character.toLowerCase(digits.charAt(1)) == 'x';
        BigInteger value =
                hex ? new BigInteger(digits.substring(2), 16) : new BigInteger(digits, digits.startsWith("0") ? 8 : 10);
        value = m.group(1).equals("-") ? value.negate() : value;
        BigInteger max = BigInteger.ONE.shiftLeft(signed ? 63 : 64).subtract(BigInteger.ONE);
        BigInteger min = BigInteger.ONE.shiftLeft(63).negate();
        if (value.compareTo(max) > 0 || value.compareTo(min) < 0) {
            complaints.add(Quoting.locale(text) + ": Numerical result out of range");
        }
        return value.min(max).max(min);
    }

    private double real(String text) {
        java.util.regex.Matcher m = java.util.regex.Pattern.compile(
                        "[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?")
                .matcher(text.stripLeading());
        if (!m.lookingAt()) {
            complaints.add(Quoting.locale(text) + ": expected a numeric value");
            return 0;
        }
        if (m.end() < text.stripLeading().length()) {
            complaints.add(Quoting.locale(text) + ": value not completely converted");
        }
        return Double.parseDouble(m.group());
    }
}
