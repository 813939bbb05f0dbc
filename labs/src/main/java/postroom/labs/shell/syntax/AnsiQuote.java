package postroom.labs.shell.syntax;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The backslashes of {@code $'…'}, {@code echo -e}, {@code printf} and {@code ${v@E}}. Works on bytes, since
 * {@code \xe4\xbd\xa0} is one character. Source: bash(1), QUOTING.
 */
public final class AnsiQuote {
    private final String text;
    private final Dialect dialect;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int pos;
    private boolean stopped;

    private AnsiQuote(String text, Dialect dialect) {
        this.text = text;
        this.dialect = dialect;
    }

    /** Who reads the escapes. */
    public enum Dialect {
        /** {@code $'…'}: {@code \c}x is a control character, octal is {@code \nnn}, NUL ends the text. */
        QUOTE,
        /** {@code echo -e} and {@code printf %b}: {@code \c} ends all output, octal is {@code \0nnn}. */
        ECHO,
        /** A format of {@code printf}: octal is {@code \nnn}, quotes are unescaped. */
        FORMAT
    }

    /**
     * The bytes that escapes stand for.
     *
     * @param stopped {@code \c} was met: nothing more is to be printed
     */
    public record Result(byte[] bytes, boolean stopped) {}

    /** Decodes the content of {@code $'…'}. */
    public static String decode(String text) {
        byte[] bytes = decode(text, Dialect.QUOTE).bytes();
        int nul = 0;
        while (nul < bytes.length && bytes[nul] != 0) {
            nul++;
        }
        return ByteText.decode(Arrays.copyOf(bytes, nul));
    }

    /** Decodes in another dialect. */
    public static Result decode(String text, Dialect dialect) {
        AnsiQuote reader = new AnsiQuote(text, dialect);
        reader.run();
        return new Result(reader.out.toByteArray(), reader.stopped);
    }

    private void run() {
        while (pos < text.length() && !stopped) {
            int backslash = text.indexOf('\\', pos);
            if (backslash < 0 || backslash == text.length() - 1) {
                write(text.substring(pos));
                return;
            }
            write(text.substring(pos, backslash));
            pos = backslash + 1;
            escape(text.charAt(pos++));
        }
    }

    private void escape(char c) {
        switch (c) {
            case 'a' -> out.write(7);
            case 'b' -> out.write(8);
            case 'e', 'E' -> out.write(27);
            case 'f' -> out.write(12);
            case 'n' -> out.write(10);
            case 'r' -> out.write(13);
            case 't' -> out.write(9);
            case 'v' -> out.write(11);
            case '\\' -> out.write('\\');
            case '\'', '"', '?' -> quoteCharacter(c);
            case 'x' -> hex(2, 'x');
            case 'u' -> hex(4, 'u');
            case 'U' -> hex(8, 'U');
            case 'c' -> control();
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(c);
            default -> write("\\" + c);
        }
    }

    private void quoteCharacter(char c) {
        boolean kept = dialect == Dialect.ECHO || dialect == Dialect.FORMAT && c == '?';
        write(kept && !(dialect == Dialect.FORMAT) ? "\\" + c : String.valueOf(c));
    }

    private void control() {
        if (dialect == Dialect.ECHO) {
            stopped = true;
        } else if (dialect == Dialect.FORMAT || pos >= text.length()) {
            write("\\c");
        } else {
            char c = text.charAt(pos++);
            if (c == '\\' && pos < text.length() && text.charAt(pos) == '\\') {
                pos++;
            }
            out.write(c == '?' ? 127 : Character.toUpperCase(c) & 0x1F);
        }
    }

    private void octal(char first) {
        if (dialect == Dialect.ECHO && first != '0') {
            write("\\" + first);
            return;
        }
        int value = first - '0';
        int more = dialect == Dialect.ECHO ? 3 : 2;
        while (more-- > 0 && pos < text.length() && text.charAt(pos) >= '0' && text.charAt(pos) <= '7') {
            value = value * 8 + text.charAt(pos++) - '0';
        }
        out.write(value & 0xFF);
    }

    private void hex(int digits, char kind) {
        int start = pos;
        long value = 0;
        while (pos < text.length() && pos - start < digits && Character.digit(text.charAt(pos), 16) >= 0) {
            value = value * 16 + Character.digit(text.charAt(pos++), 16);
        }
        if (pos == start) {
            write("\\" + kind);
        } else if (kind == 'x') {
            out.write((int) value);
        } else if (value <= Character.MAX_CODE_POINT && !(value >= 0xD800 && value <= 0xDFFF)) {
            write(new String(Character.toChars((int) value)));
        }
    }

    private void write(String part) {
        byte[] bytes = ByteText.encode(part);
        out.write(bytes, 0, bytes.length);
    }
}
