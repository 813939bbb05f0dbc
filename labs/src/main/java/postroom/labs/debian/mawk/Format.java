package postroom.labs.debian.mawk;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The formats of awk's {@code printf} and {@code sprintf}. */
final class Format {
    private static final Pattern DIRECTIVE =
            Pattern.compile("%([-+ #0]*)([0-9]{1,4}|\\*)?(?:\\.([0-9]{0,3}|\\*))?[hlLq]*([diouxXcsfFeEgG%])");

    private Format() {}

    static String format(String format, List<Value> values) {
        return format("sprintf", format, values);
    }

    /** The same for {@code printf}, which is named in complaints. */
    static String format(String function, String format, List<Value> values) {
        StringBuilder out = new StringBuilder();
        Matcher m = DIRECTIVE.matcher(format);
        int from = 0;
        int next = 0;
        while (m.find(from)) {
            out.append(format, from, m.start());
            from = m.end();
            char kind = m.group(4).charAt(0);
            if (kind == '%') {
                out.append('%');
                continue;
            }
            String flags = m.group(1);
            int width = 0;
            if ("*".equals(m.group(2))) {
                width = (int) Math.max(-4096, Math.min(4096, get(values, next++).number()));
                flags = width < 0 ? flags + "-" : flags;
                width = Math.abs(width);
            } else if (m.group(2) != null) {
                width = Integer.parseInt(m.group(2));
            }
            int precision = -1;
            if (m.group(3) != null) {
                precision = m.group(3).equals("*")
                        ? (int) Math.min(1000, get(values, next++).number())
                        : m.group(3).isEmpty() ? 0 : Integer.parseInt(m.group(3));
            }
            if (next >= values.size()) {
                throw new RunTimeError(
                        "not enough arguments passed to " + function + "(\"" + format + "\")",
                        function.equals("sprintf") ? "" : out.toString());
            }
            pad(out, convert(kind, flags, precision, get(values, next++)), flags, width, kind);
        }
        int percent = format.indexOf('%', from);
        if (percent >= 0) {
            out.append(format, from, percent);
            throw new RunTimeError(
                    "improper conversion(number " + (next + 1) + ") in " + function + "(\"" + format + "\")",
                    out.toString());
        }
        return out.append(format.substring(from)).toString();
    }

    private static Value get(List<Value> values, int i) {
        return i < values.size() ? values.get(i) : Value.EMPTY;
    }

    private static String convert(char kind, String flags, int precision, Value value) {
        switch (kind) {
            case 's': {
                String text = value.string("%.6g");
                return precision >= 0 && precision < text.length() ? text.substring(0, precision) : text;
            }
            case 'c': {
                if (value.text() == null) {
                    int code = (int) value.number() & 0xFF;
                    return String.valueOf((char) (code < 128 ? code : 0xDC00 + code));
                }
                return value.text().isEmpty() ? "" : value.text().substring(0, 1);
            }
            case 'd':
            case 'i':
            case 'o':
            case 'u':
            case 'x':
            case 'X': {
                long n = (long) value.number();
                String digits = kind == 'o'
                        ? Long.toOctalString(n)
                        : kind == 'x'
                                ? Long.toHexString(n)
                                : kind == 'X'
                                        ? Long.toHexString(n).toUpperCase(Locale.ROOT)
                                        : Long.toString(Math.abs(n));
                digits = "0".repeat(Math.max(0, precision - digits.length())) + digits;
                boolean signed = "di".indexOf(kind) >= 0;
                return (signed && n < 0
                                ? "-"
                                : signed && flags.contains("+") ? "+" : signed && flags.contains(" ") ? " " : "")
                        + digits;
            }
            default:
                return postroom.labs.debian.gnu.Doubles.format(kind, flags, precision, value.number());
        }
    }

    private static void pad(StringBuilder out, String text, String flags, int width, char kind) {
        int missing = width - text.length();
        if (missing <= 0) {
            out.append(text);
        } else if (flags.contains("-")) {
            out.append(text).append(" ".repeat(missing));
        } else if (flags.contains("0") && "sc".indexOf(kind) < 0) {
            int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
            out.append(text, 0, sign).append("0".repeat(missing)).append(text.substring(sign));
        } else {
            out.append(" ".repeat(missing)).append(text);
        }
    }
}
