package postroom.labs.debian.dovecot.sieve.syntax;

import java.math.BigInteger;
import java.util.Locale;
import postroom.labs.debian.dovecot.sieve.syntax.Token.Type;

/** Cuts a script into tokens (RFC 5228 §8.1). */
final class Lexer {
    private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private final String text;
    private final Complaints complaints;
    private int at;
    private int line = 1;

    Lexer(String text, Complaints complaints) {
        this.text = text;
        this.complaints = complaints;
    }

    Token next() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
                advance();
            } else if (c == '#') {
                skipLine();
            } else if (text.startsWith("/*", at)) {
                int started = line;
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    toEnd();
                    return failed(
                            "end of file before end of bracket comment ('/* ... */') started at line " + started + ".");
                }
                to(end + 2);
            } else {
                return token(c);
            }
        }
        return Token.of(Type.EOF, line);
    }

    private void advance() {
        if (text.charAt(at++) == '\n') {
            line++;
        }
    }

    private void to(int end) {
        while (at < end) {
            advance();
        }
    }

    private void toEnd() {
        to(text.length());
    }

    private void skipLine() {
        int end = text.indexOf('\n', at);
        to(end < 0 ? text.length() : end);
    }

    private Token failed(String why) {
        complaints.error(line, why);
        return Token.of(Type.ERROR, line);
    }

    private Token token(char c) {
        if (isLetter(c)) {
            return identifier();
        }
        if (isDigit(c)) {
            return number();
        }
        if (c == '"') {
            return quoted();
        }
        if (c == ':' && at + 1 < text.length() && isLetter(text.charAt(at + 1))) {
            at++;
            return new Token(Type.TAG, line, word(), 0);
        }
        Type type = switch (c) {
            case '(' -> Type.LBRACKET;
            case ')' -> Type.RBRACKET;
            case '{' -> Type.LCURLY;
            case '}' -> Type.RCURLY;
            case '[' -> Type.LSQUARE;
            case ']' -> Type.RSQUARE;
            case ';' -> Type.SEMICOLON;
            case ',' -> Type.COMMA;
            case '/' -> Type.SLASH;
            case ':' -> Type.COLON;
            default -> Type.GARBAGE;
        };
        if (type == Type.GARBAGE) {
            complaints.error(line, "unexpected character(s) starting with '" + c + "'.");
            while (at < text.length() && !isStart(text.charAt(at))) {
                advance();
            }
            return Token.of(Type.GARBAGE, line);
        }
        at++;
        return Token.of(type, line);
    }

    private static boolean isStart(char c) {
        return isLetter(c) || isDigit(c) || " \t\r\n#\"(){}[];,/:".indexOf(c) >= 0;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private String word() {
        int start = at;
        while (at < text.length() && (isLetter(text.charAt(at)) || isDigit(text.charAt(at)))) {
            at++;
        }
        return text.substring(start, at);
    }

    private Token identifier() {
        String word = word();
        if (word.toLowerCase(Locale.ROOT).equals("text") && at < text.length() && text.charAt(at) == ':') {
            at++;
            return multiLine();
        }
        return new Token(Type.IDENTIFIER, line, word, 0);
    }

    private Token number() {
        int start = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        BigInteger value = new BigInteger(text.substring(start, Math.min(at, start + 40)));
        int unit = at < text.length() ? "kmg".indexOf(Character.toLowerCase(text.charAt(at))) : -1;
        if (unit >= 0) {
            at++;
            value = value.shiftLeft(10 * (unit + 1));
        }
        if (at - start > 40 || value.compareTo(LARGEST) > 0) {
            return failed("number exceeds integer limits (max " + LARGEST + ").");
        }
        return new Token(Type.NUMBER, line, "", value.longValue());
    }

    private Token quoted() {
        int started = line;
        StringBuilder out = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return new Token(Type.STRING, started, out.toString(), 0);
            }
            if (c == '\\' && at + 1 < text.length()) {
                at++;
                c = text.charAt(at);
            }
            appendLine(out, c);
            advance();
        }
        return failed("end of file before end of quoted string started at line " + started + ".");
    }

    /** Lines end with CR LF in strings, whatever they end with in the file. */
    private static void appendLine(StringBuilder out, char c) {
        if (c == '\n') {
            out.append("\r\n");
        } else if (c != '\r') {
            out.append(c);
        }
    }

    private Token multiLine() {
        int started = line;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '#') {
            skipLine();
        } else if (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        if (at < text.length() && text.charAt(at) != '\n') {
            return failed("invalid character '" + text.charAt(at) + "' after 'text:' in multiline string.");
        }
        StringBuilder out = new StringBuilder();
        if (at < text.length()) {
            advance();
        }
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            if (end < 0) {
                break;
            }
            String each = text.substring(at, end);
            String bare = each.endsWith("\r") ? each.substring(0, each.length() - 1) : each;
            to(end + 1);
            if (bare.equals(".")) {
                return new Token(Type.STRING, started, out.toString(), 0);
            }
            out.append(bare.startsWith("..") ? bare.substring(1) : bare).append("\r\n");
        }
        toEnd();
        return failed("end of file before end of multi-line string.");
    }
}
