package postroom.labs.debian.postfix.address;

import java.util.ArrayList;
import java.util.List;

/**
 * A lexical token of an address header (RFC 5322 §3.2).
 *
 * @param kind {@code a} atom, {@code "} quoted string, {@code (} comment, {@code [} domain literal, or a special itself
 * @param text the text without quotes or brackets; comments with their parentheses
 */
record Token(char kind, String text) {
    static final char ATOM = 'a';
    static final char QUOTED = '"';
    static final char COMMENT = '(';
    static final char LITERAL = '[';
    private static final String SPECIALS = "<>@,;:.%!";
    private static final int MAX_TOKENS = 10_240;

    boolean is(char wanted) {
        return kind == wanted;
    }

    boolean isWord() {
        return kind == ATOM || kind == QUOTED || kind == LITERAL;
    }

    /** The token as it is written. */
    String external() {
        return switch (kind) {
            case QUOTED -> "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            case LITERAL -> "[" + text + "]";
            default -> text;
        };
    }

    static List<Token> scan(String text) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length() && tokens.size() < MAX_TOKENS) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '"') {
                at = quoted(text, at + 1, '"', QUOTED, tokens);
            } else if (c == '[') {
                at = quoted(text, at + 1, ']', LITERAL, tokens);
            } else if (c == '(') {
                at = comment(text, at, tokens);
            } else if (SPECIALS.indexOf(c) >= 0) {
                tokens.add(new Token(c, String.valueOf(c)));
                at++;
            } else {
                at = atom(text, at, tokens);
            }
        }
        return tokens;
    }

    private static int quoted(String text, int from, char end, char kind, List<Token> tokens) {
        StringBuilder inside = new StringBuilder();
        int at = from;
        while (at < text.length() && text.charAt(at) != end) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            if (text.charAt(at) != '\n') {
                inside.append(text.charAt(at));
            }
            at++;
        }
        tokens.add(new Token(kind, inside.toString()));
        return at + 1;
    }

    private static int comment(String text, int from, List<Token> tokens) {
        int depth = 0;
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\') {
                at++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                break;
            }
        }
        tokens.add(new Token(COMMENT, text.substring(from, Math.min(at, text.length())) + ")".repeat(depth)));
        return at;
    }

    private static int atom(String text, int from, List<Token> tokens) {
        int at = from;
        StringBuilder word = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c) || c == '"' || c == '[' || c == '(' || SPECIALS.indexOf(c) >= 0) {
                break;
            }
            if (c == '\\' && at + 1 < text.length()) {
                c = text.charAt(++at);
            }
            word.append(c);
            at++;
        }
        tokens.add(new Token(ATOM, word.toString()));
        return at;
    }
}
