package postroom.server.smtp.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts an SMTP command line into words as smtpd(8) does: parted by white space, except within {@code <...>} and
 * {@code "..."}, which stay with their delimiters in one word; and {@code from:} and {@code to:} end where their colon
 * is, so that {@code MAIL FROM:<a@b>} has three words.
 */
public final class Tokens {

    /**
     * One word.
     *
     * @param text with its quotes, brackets and backslashes
     * @param complete false when a closing quote or bracket is missing
     */
    public record Token(String text, boolean complete) {

        public boolean is(String word) {
            return text.equalsIgnoreCase(word);
        }
    }

    private final String line;
    private int at;
    private final StringBuilder word = new StringBuilder();
    private boolean complete;

    private Tokens(String line) {
        this.line = line;
    }

    /** The words of a line; none when it is blank. A NUL ends the line, as in C. */
    public static List<Token> of(String line) {
        int nul = line.indexOf('\0');
        Tokens tokens = new Tokens(nul < 0 ? line : line.substring(0, nul));
        List<Token> all = new ArrayList<>(4);
        while (tokens.next()) {
            all.add(new Token(tokens.word.toString(), tokens.complete));
        }
        return all;
    }

    private boolean next() {
        word.setLength(0);
        complete = true;
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (isSpace(c)) {
                skipSpace();
                if (!word.isEmpty()) {
                    break;
                }
            } else if (c == '<') {
                quoted('<', '>');
            } else if (c == '"') {
                quoted('"', '"');
            } else if (c == ':') {
                word.append(c);
                if (endsPrefix()) {
                    break;
                }
            } else {
                plain(c);
            }
        }
        return !word.isEmpty();
    }

    private void plain(char c) {
        word.append(c);
        if (c == '\\' && at < line.length()) {
            word.append(line.charAt(at++));
        }
    }

    private boolean endsPrefix() {
        String prefix = word.toString().toLowerCase(Locale.ROOT);
        return "to:".startsWith(prefix) || "from:".startsWith(prefix);
    }

    /** Reads up to the closing delimiter; quotes nest within brackets, and brackets within brackets. */
    private void quoted(char open, char close) {
        StringBuilder wanted = new StringBuilder().append(close);
        word.append(open);
        while (at < line.length()) {
            char c = line.charAt(at++);
            char end = wanted.charAt(wanted.length() - 1);
            word.append(c);
            if (c == '\\') {
                if (at < line.length()) {
                    word.append(line.charAt(at++));
                }
            } else if (c == end) {
                wanted.setLength(wanted.length() - 1);
                if (wanted.isEmpty()) {
                    return;
                }
            } else if (c == '"') {
                wanted.append('"');
            } else if (c == '<' && end == '>') {
                wanted.append('>');
            }
        }
        complete = false;
    }

    private void skipSpace() {
        while (at < line.length() && isSpace(line.charAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
