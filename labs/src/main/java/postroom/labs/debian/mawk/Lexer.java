package postroom.labs.debian.mawk;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.gnu.Failure;

/** Takes an awk program apart. */
final class Lexer {
    static final List<String> KEYWORDS = List.of(
            "BEGIN",
            "END",
            "function",
            "func",
            "if",
            "else",
            "while",
            "for",
            "do",
            "break",
            "continue",
            "next",
            "nextfile",
            "exit",
            "return",
            "delete",
            "in",
            "getline",
            "print",
            "printf");

    private static final List<String> OPERATORS = List.of(
            "&&", "||", "==", "!=", "<=", ">=", ">>", "++", "--", "+=", "-=", "*=", "/=", "%=", "^=", "{", "}", "(",
            ")", "[", "]", ";", ",", "+", "-", "*", "/", "%", "^", "!", "<", ">", "|", "?", ":", "~", "$", "=");

    /** The kinds of token. */
    enum Kind {
        NAME,
        CALL,
        NUMBER,
        STRING,
        REGEX,
        OPERATOR,
        NEWLINE,
        END
    }

    /** A token and the line it stands in. */
    record Token(Kind kind, String text, int line) {}

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String source) {
        Lexer lexer = new Lexer(source);
        while (lexer.one()) {
            if (lexer.tokens.size() > 100_000) {
                throw Failure.of(2, "program too big");
            }
        }
        lexer.add(Kind.END, "");
        return lexer.tokens;
    }

    private void add(Kind kind, String text) {
        tokens.add(new Token(kind, text, line));
    }

    private boolean one() {
        if (at >= source.length()) {
            return false;
        }
        char c = source.charAt(at);
        if (c == '\n') {
            add(Kind.NEWLINE, "\n");
            at++;
            line++;
        } else if (c == ' ' || c == '\t' || c == '\r') {
            at++;
        } else if (c == '\\' && source.startsWith("\n", at + 1)) {
            at += 2;
            line++;
        } else if (c == '#') {
            int end = source.indexOf('\n', at);
            at = end < 0 ? source.length() : end;
        } else if (c == '"') {
            string();
        } else if (Character.isDigit(c)
                || c == '.' && at + 1 < source.length() && Character.isDigit(source.charAt(at + 1))) {
            number();
        } else if (Character.isLetter(c) || c == '_') {
            name();
        } else if (c == '/' && regexMayFollow()) {
            regex();
        } else {
            operator();
        }
        return true;
    }

    private boolean regexMayFollow() {
        if (tokens.isEmpty()) {
            return true;
        }
        Token last = tokens.get(tokens.size() - 1);
        return switch (last.kind()) {
            case NUMBER, STRING, REGEX, CALL -> false;
            case NAME -> KEYWORDS.contains(last.text());
            case OPERATOR -> !List.of(")", "]", "$", "++", "--").contains(last.text());
            default -> true;
        };
    }

    private static String head(StringBuilder text) {
        return text.substring(0, Math.min(10, text.length()));
    }

    private void string() {
        StringBuilder out = new StringBuilder();
        at++;
        while (true) {
            if (at >= source.length() || source.charAt(at) == '\n') {
                throw Failure.of(2, "line " + line + ": runaway string constant \"" + head(out) + " ...");
            }
            char c = source.charAt(at++);
            if (c == '"') {
                break;
            }
            if (c == '\\' && at < source.length()) {
                at = escape(out, at);
            } else {
                out.append(c);
            }
        }
        add(Kind.STRING, out.toString());
    }

    private int escape(StringBuilder out, int from) {
        char e = source.charAt(from);
        int known = "abfnrtv\"\\".indexOf(e);
        if (known >= 0) {
            out.append("\u0007\b\f\n\r\t\u000b\"\\".charAt(known));
        } else if (e >= '0' && e <= '7') {
            int i = from;
            int value = 0;
            while (i < source.length() && i < from + 3 && source.charAt(i) >= '0' && source.charAt(i) <= '7') {
                value = value * 8 + source.charAt(i++) - '0';
            }
            int b = value & 0xFF;
            out.append((char) (b < 128 ? b : 0xDC00 + b));
            return i;
        } else if (e == 'x' && from + 1 < source.length() && Character.digit(source.charAt(from + 1), 16) >= 0) {
            int i = from + 1;
            int value = 0;
            while (i < source.length() && i < from + 3 && Character.digit(source.charAt(i), 16) >= 0) {
                value = value * 16 + Character.digit(source.charAt(i++), 16);
            }
            out.append((char) (value < 128 ? value : 0xDC00 + value));
            return i;
        } else if (e != '\n') {
            out.append('\\').append(e);
        }
        return from + 1;
    }

    private void number() {
        Matcher m = Pattern.compile("([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?")
                .matcher(source);
        m.find(at);
        add(Kind.NUMBER, m.group());
        at = m.end();
    }

    private void name() {
        int start = at;
        while (at < source.length() && (Character.isLetterOrDigit(source.charAt(at)) || source.charAt(at) == '_')) {
            at++;
        }
        String name = source.substring(start, at);
        boolean call = source.startsWith("(", at) && !KEYWORDS.contains(name);
        add(call ? Kind.CALL : Kind.NAME, name.equals("func") ? "function" : name);
    }

    private void regex() {
        StringBuilder out = new StringBuilder();
        boolean bracket = false;
        at++;
        while (true) {
            if (at >= source.length() || source.charAt(at) == '\n') {
                throw Failure.of(2, "line " + line + ": runaway regular expression /" + head(out) + " ...");
            }
            char c = source.charAt(at++);
            if (c == '/' && !bracket) {
                break;
            }
            if (c == '\\' && at < source.length()) {
                char e = source.charAt(at++);
                out.append(e == '/' ? "/" : "\\" + e);
                continue;
            }
            bracket = c == '['
                    || bracket
                            && (c != ']'
                                    || out.toString().endsWith("[")
                                    || out.toString().endsWith("[^"));
            out.append(c);
        }
        add(Kind.REGEX, out.toString());
    }

    private void operator() {
        for (String each : OPERATORS) {
            if (source.startsWith(each, at)) {
                at += each.length();
                add(Kind.OPERATOR, each);
                return;
            }
        }
        throw Failure.of(2, line + ": unexpected character '" + source.charAt(at) + "'");
    }
}
