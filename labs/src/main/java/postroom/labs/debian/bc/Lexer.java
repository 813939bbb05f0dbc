package postroom.labs.debian.bc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import postroom.labs.debian.bc.Token.Kind;
import postroom.labs.debian.gnu.Text;

/** Takes a program apart. */
final class Lexer {
    private static final int END = -1;
    private static final int MAX_TOKEN = 1 << 20;
    private static final Map<String, Kind> KEYWORDS = new TreeMap<>();

    static {
        for (Kind each : Kind.values()) {
            if (each.ordinal() >= Kind.DEFINE.ordinal()) {
                KEYWORDS.put(each.name().toLowerCase(Locale.ROOT), each);
            }
        }
    }

    private final Source source;
    private final Complaints complaints;

    Lexer(Source source, Complaints complaints) {
        this.source = source;
        this.complaints = complaints;
    }

    Token next() throws IOException {
        while (true) {
            int c = source.read();
            if (c == END) {
                if (!source.open()) {
                    return new Token(Kind.END, "");
                }
            } else if (c == '\n') {
                source.newLine();
                return new Token(Kind.NEWLINE, "\n");
            } else if (c == '#' && !complaints.standard()) {
                skipLine();
            } else if (c == '\\' && source.peek() == '\n') {
                source.read();
                source.newLine();
            } else if (c == '/' && source.peek() == '*') {
                comment();
            } else if (c != ' ' && c != '\t') {
                Token token = token(c);
                if (token != null) {
                    return token;
                }
            }
        }
    }

    private void skipLine() throws IOException {
        while (source.peek() != '\n' && source.peek() != END) {
            source.read();
        }
    }

    private void comment() throws IOException {
        source.read();
        int last = 0;
        while (true) {
            int c = source.read();
            if (c == END) {
                complaints.plain("EOF encountered in a comment.");
                return;
            }
            if (c == '\n') {
                source.newLine();
            }
            if (last == '*' && c == '/') {
                return;
            }
            last = c;
        }
    }

    private Token token(int c) throws IOException {
        if (c >= 'a' && c <= 'z') {
            return name(c);
        }
        if (isDigit(c) || c == '.') {
            return number(c);
        }
        if (c == '"') {
            return string();
        }
        int next = source.peek();
        if (next == '=' && "+-*/%^".indexOf(c) >= 0) {
            source.read();
            return new Token(Kind.ASSIGN, String.valueOf((char) c));
        }
        if (next == '=' && "=<>!".indexOf(c) >= 0) {
            source.read();
            return new Token(Kind.RELATION, (char) c + "=");
        }
        if ((c == '+' || c == '-') && next == c) {
            source.read();
            return new Token(Kind.STEP, String.valueOf((char) c));
        }
        if ((c == '&' || c == '|') && next == c) {
            source.read();
            return new Token(c == '&' ? Kind.AND : Kind.OR, "");
        }
        return switch (c) {
            case '=' -> new Token(Kind.ASSIGN, "=");
            case '<', '>' -> new Token(Kind.RELATION, String.valueOf((char) c));
            case '!' -> new Token(Kind.NOT, "!");
            case '+', '-', ';', '(', ')', '{', '}', '[', ']', ',', '^', '*', '/', '%', '&' ->
                new Token(Kind.SIGN, String.valueOf((char) c));
            default -> illegal(c);
        };
    }

    private Token illegal(int c) throws IOException {
        String shown = c < ' '
                ? "^" + (char) (c + '@')
                : c > '~' ? String.format("\\%03o", c > 127 ? c : c) : String.valueOf((char) c);
        complaints.error("illegal character: " + shown);
        return null;
    }

    private Token name(int first) throws IOException {
        StringBuilder text = new StringBuilder().append((char) first);
        while (isNamePart(source.peek()) && text.length() < MAX_TOKEN) {
            text.append((char) source.read());
        }
        Kind keyword = KEYWORDS.get(text.toString());
        return new Token(keyword == null ? Kind.NAME : keyword, text.toString());
    }

    private static boolean isNamePart(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
    }

    private Token number(int first) throws IOException {
        if (first == '.' && !isDigit(source.peek()) && source.peek() != '\\') {
            return new Token(Kind.LAST, ".");
        }
        StringBuilder text = new StringBuilder().append((char) first);
        boolean point = first == '.';
        while (text.length() < Decimal.MAX_DIGITS) {
            int c = source.peek();
            if (c == '\\') {
                source.read();
                if (source.peek() != '\n') {
                    illegal('\\');
                    break;
                }
                source.read();
                source.newLine();
            } else if (isDigit(c) || c == '.' && !point) {
                point |= c == '.';
                text.append((char) source.read());
            } else {
                break;
            }
        }
        String plain = text.toString().replaceFirst("\\.$", "").replaceFirst("^0+(?=.)", "");
        return new Token(Kind.NUMBER, plain);
    }

    private Token string() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int lines = 0;
        for (int c = source.read(); c != '"'; c = source.read()) {
            if (c == END || text.size() > MAX_TOKEN) {
                return illegal('"');
            }
            lines += c == '\n' ? 1 : 0;
            text.write(c);
        }
        for (int i = 0; i < lines; i++) {
            source.newLine();
        }
        return new Token(Kind.STRING, Text.of(text.toByteArray()));
    }
}
