package postroom.labs.shell.builtin;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import postroom.labs.shell.expand.Quoting;
import postroom.labs.shell.run.Shell;
import postroom.labs.shell.state.ShellError;
import postroom.labs.shell.syntax.AnsiQuote;
import postroom.labs.shell.syntax.ByteText;

/** The format of {@code printf}, used again as long as arguments are left. Source: bash(1), printf; printf(3). */
final class PrintfFormat {
    private static final int MAX_OUTPUT = 16 << 20;
    private static final int MAX_WIDTH = 1 << 20;
    private final Shell shell;
    private final String format;
    private final List<String> arguments;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int next;
    private int status;
    private boolean stopped;

    PrintfFormat(Shell shell, String format, List<String> arguments) {
        this.shell = shell;
        this.format = format;
        this.arguments = arguments;
    }

    byte[] output() {
        return out.toByteArray();
    }

    int run() {
        do {
            int before = next;
            once();
            if (next == before) {
                break;
            }
            shell.step();
            if (out.size() > MAX_OUTPUT) {
                throw new ShellError("printf: cannot allocate memory", ShellError.Severity.COMMAND);
            }
        } while (next < arguments.size() && !stopped && status < 2);
        return Math.min(status, 1);
    }

    private void once() {
        int at = 0;
        while (at < format.length() && !stopped) {
            char c = format.charAt(at);
            if (c == '\\') {
                int end = escapeEnd(at);
                AnsiQuote.Result result = AnsiQuote.decode(format.substring(at, end), AnsiQuote.Dialect.FORMAT);
                out.writeBytes(result.bytes());
                at = end;
            } else if (c == '%') {
                at = directive(at + 1);
            } else {
                int end = at;
                while (end < format.length() && format.charAt(end) != '\\' && format.charAt(end) != '%') {
                    end++;
                }
                write(format.substring(at, end));
                at = end;
            }
        }
    }

    private int escapeEnd(int backslash) {
        int end = Math.min(backslash + 2, format.length());
        if (end <= backslash + 1) {
            return end;
        }
        char kind = format.charAt(backslash + 1);
        int more = kind >= '0' && kind <= '7' ? 2 : kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
        int base = kind >= '0' && kind <= '7' ? 8 : 16;
        while (more-- > 0 && end < format.length() && Character.digit(format.charAt(end), base) >= 0) {
            end++;
        }
        return end;
    }

    private void write(String text) {
        out.writeBytes(ByteText.encode(text));
    }

    private String argument() {
        return next < arguments.size() ? arguments.get(next++) : "";
    }

    private int directive(int from) {
        int at = from;
        StringBuilder flags = new StringBuilder();
        while (at < format.length() && "-+ #0'".indexOf(format.charAt(at)) >= 0) {
            flags.append(format.charAt(at++));
        }
        int width = -1;
        int precision = -1;
        if (at < format.length() && format.charAt(at) == '*') {
            width = (int) Math.max(-MAX_WIDTH, Math.min(MAX_WIDTH, integer(argument())));
            if (width < 0) {
                flags.append('-');
                width = -width;
            }
            at++;
        } else {
            int start = at;
            while (at < format.length() && Character.isDigit(format.charAt(at))) {
                at++;
            }
            width = at > start ? bounded(format.substring(start, at)) : -1;
        }
        if (at < format.length() && format.charAt(at) == '.') {
            at++;
            if (at < format.length() && format.charAt(at) == '*') {
                precision = (int) Math.max(-1, Math.min(MAX_WIDTH, integer(argument())));
                at++;
            } else {
                int start = at;
                while (at < format.length() && Character.isDigit(format.charAt(at))) {
                    at++;
                }
                precision = at > start ? bounded(format.substring(start, at)) : 0;
            }
        }
        while (at < format.length() && "hlLjzt".indexOf(format.charAt(at)) >= 0) {
            at++;
        }
        if (at >= format.length()) {
            shell.complain("printf: `" + format.substring(from - 1) + "': missing format character");
            status = 2;
            stopped = true;
            return at;
        }
        if (format.charAt(at) == '(') {
            int close = format.indexOf(")T", at);
            if (close > 0) {
                pad(time(format.substring(at + 1, close)), flags.toString(), width);
                return close + 2;
            }
        }
        if (format.charAt(at) == '%' && at == from) {
            write("%");
            return at + 1;
        }
        convert(format.charAt(at), flags.toString(), width, precision);
        return at + 1;
    }

    private static int bounded(String digits) {
        return digits.length() > 7 ? MAX_WIDTH : Math.min(MAX_WIDTH, Integer.parseInt(digits));
    }

    private void convert(char kind, String flags, int width, int precision) {
        switch (kind) {
            case 's' -> pad(cut(argument(), precision), flags, width);
            case 'b' -> {
                AnsiQuote.Result result = AnsiQuote.decode(argument(), AnsiQuote.Dialect.ECHO);
                padBytes(result.bytes(), flags, width, precision);
                stopped = result.stopped();
            }
            case 'q' -> pad(Quoting.backslashed(argument()), flags, width);
            case 'Q' -> pad(Quoting.backslashed(cut(argument(), precision)), flags, width);
            case 'c' -> {
                String value = argument();
                pad(value.isEmpty() ? "" : value.substring(0, value.offsetByCodePoints(0, 1)), flags, width);
            }
            case 'd', 'i' -> number(integer(argument()), flags, width, precision);
            case 'u' -> digits(Long.toUnsignedString(integer(argument())), "", flags, width, precision);
            case 'o' -> {
                String digits = Long.toOctalString(integer(argument()));
                digits(
                        flags.contains("#") && !digits.startsWith("0") ? "0" + digits : digits,
                        "",
                        flags,
                        width,
                        precision);
            }
            case 'x', 'X' -> {
                long value = integer(argument());
                String digits = Long.toHexString(value);
                String prefix = flags.contains("#") && value != 0 ? "0x" : "";
                boolean upper = kind == 'X';
                digits(
                        upper ? digits.toUpperCase(Locale.ROOT) : digits,
                        upper ? prefix.toUpperCase(Locale.ROOT) : prefix,
                        flags,
                        width,
                        precision);
            }
            case 'e', 'E', 'f', 'F', 'g', 'G', 'a', 'A' ->
                pad(FloatFormat.format(decimal(argument()), kind, flags, precision), flags, width);
            case 'n' -> {
                String name = argument();
                if (!name.isEmpty()) {
                    shell.variables().set(name, Integer.toString(out.size()));
                }
            }
            default -> {
                shell.complain("printf: `" + kind + "': invalid format character");
                status = 2;
                stopped = true;
            }
        }
    }

    private static String cut(String text, int precision) {
        if (precision < 0 || text.codePointCount(0, text.length()) <= precision) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, precision));
    }

    private void pad(String text, String flags, int width) {
        int length = text.codePointCount(0, text.length());
        String blanks = " ".repeat(Math.max(0, width - length));
        write(flags.contains("-") ? text + blanks : blanks + text);
    }

    private void padBytes(byte[] bytes, String flags, int width, int precision) {
        int length = precision >= 0 ? Math.min(precision, bytes.length) : bytes.length;
        String blanks = " ".repeat(Math.max(0, width - length));
        if (!flags.contains("-")) {
            write(blanks);
        }
        out.write(bytes, 0, length);
        if (flags.contains("-")) {
            write(blanks);
        }
    }

    private void number(long value, String flags, int width, int precision) {
        String sign = value < 0 ? "-" : flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
        String digits = Long.toString(value);
        digits(value < 0 ? digits.substring(1) : digits, sign, flags, width, precision);
    }

    private void digits(String digits, String sign, String flags, int width, int precision) {
        String padded = "0".repeat(Math.max(0, precision - digits.length())) + digits;
        if (precision == 0 && digits.equals("0")) {
            padded = "";
        }
        if (flags.contains("0") && !flags.contains("-") && precision < 0) {
            padded = "0".repeat(Math.max(0, width - sign.length() - padded.length())) + padded;
        }
        pad(sign + padded, flags, width);
    }

    private long integer(String text) {
        String value = text.stripLeading();
        if (value.isEmpty()) {
            return 0;
        }
        if (value.charAt(0) == '"' || value.charAt(0) == '\'') {
            return value.length() > 1 ? value.codePointAt(1) : 0;
        }
        int at = value.charAt(0) == '-' || value.charAt(0) == '+' ? 1 : 0;
        int base = 10;
        if (value.startsWith("0x", at) || value.startsWith("0X", at)) {
            base = 16;
            at += 2;
        } else if (value.startsWith("0", at)) {
            base = 8;
        }
        int start = at;
        long result = 0;
        while (at < value.length() && Character.digit(value.charAt(at), base) >= 0) {
            result = result * base + Character.digit(value.charAt(at++), base);
        }
        if (at < value.length() || at == start) {
            String complaint = base == 8 && at < value.length() && Character.isDigit(value.charAt(at))
                    ? ": invalid octal number"
                    : base == 16 ? ": invalid hex number" : ": invalid number";
            shell.complain("printf: " + text + complaint);
            status = Math.max(status, 1);
        }
        return value.charAt(0) == '-' ? -result : result;
    }

    private BigDecimal decimal(String text) {
        String value = text.strip();
        if (value.isEmpty()) {
            return BigDecimal.ZERO;
        }
        if (value.charAt(0) == '"' || value.charAt(0) == '\'') {
            return BigDecimal.valueOf(integer(value));
        }
        java.util.regex.Matcher matcher = java.util.regex.Pattern.compile(
                        "[-+]?([0-9]{1,400}\\.?[0-9]{0,400}|\\.[0-9]{1,400})([eE][-+]?[0-9]{1,3})?")
                .matcher(value);
        if (!matcher.lookingAt()) {
            shell.complain("printf: " + text + ": invalid number");
            status = Math.max(status, 1);
            return BigDecimal.ZERO;
        }
        if (matcher.end() < value.length()) {
            shell.complain("printf: " + text + ": invalid number");
            status = Math.max(status, 1);
        }
        return new BigDecimal(matcher.group());
    }

    /** {@code %(format)T}: −1 or nothing is now, −2 when the shell began. */
    private String time(String strftime) {
        Instant now = shell.process().host().clock().instant();
        String text = argument();
        long seconds = text.isEmpty() || text.equals("-1")
                ? now.getEpochSecond()
                : text.equals("-2") ? shell.process().started() / 1000 : integer(text);
        String format = strftime.isEmpty() ? "%X" : strftime;
        return Strftime.format(format, Instant.ofEpochSecond(seconds).atZone(ZoneOffset.UTC));
    }
}
