package postroom.labs.shell.syntax;

/**
 * The text under the cursor of the {@link Lexer} and the {@link WordReader}: characters, line numbers, nesting depth.
 *
 * <p>{@code complete} tells whether this is all there is; if not, running over the end is "more is needed".
 */
final class Source {
    /** Deeper nesting than this is refused; bash itself ends with its parser's stack at about 10,000. */
    static final int MAX_DEPTH = 200;

    static final int END = -1;

    private final StringBuilder text;
    private final boolean complete;
    private final int firstLine;
    private int pos;
    private int depth;
    private int countedPos;
    private int countedLine;

    Source(String text, boolean complete, int firstLine, int depth) {
        this.text = new StringBuilder(text);
        this.complete = complete;
        this.firstLine = firstLine;
        this.countedLine = firstLine;
        this.depth = depth;
    }

    int pos() {
        return pos;
    }

    void moveTo(int newPos) {
        pos = newPos;
    }

    int length() {
        return text.length();
    }

    int depth() {
        return depth;
    }

    boolean complete() {
        return complete;
    }

    boolean atEnd() {
        return pos >= text.length();
    }

    int peek() {
        return pos < text.length() ? text.charAt(pos) : END;
    }

    int peek(int ahead) {
        return pos + ahead < text.length() ? text.charAt(pos + ahead) : END;
    }

    int next() {
        return pos < text.length() ? text.charAt(pos++) : END;
    }

    void skip(int count) {
        pos = Math.min(text.length(), pos + count);
    }

    boolean startsWith(String prefix) {
        if (pos + prefix.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (text.charAt(pos + i) != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean skipIf(String prefix) {
        if (startsWith(prefix)) {
            pos += prefix.length();
            return true;
        }
        return false;
    }

    /** Skips {@code \}newline, which is nothing anywhere outside single quotes. */
    void skipContinuations() {
        while (peek() == '\\' && peek(1) == '\n') {
            pos += 2;
        }
    }

    char charAt(int index) {
        return text.charAt(index);
    }

    String since(int start) {
        return text.substring(start, pos);
    }

    String slice(int start, int end) {
        return text.substring(start, end);
    }

    /** Puts {@code replacement} where an alias stood, and the cursor at its start. */
    void splice(int start, int end, String replacement) {
        text.replace(start, end, replacement);
        pos = start;
        if (countedPos > start) {
            countedPos = 0;
            countedLine = firstLine;
        }
    }

    /** The number of the line that {@code at} stands on. */
    int line(int at) {
        if (at < countedPos) {
            countedPos = 0;
            countedLine = firstLine;
        }
        int limit = Math.min(at, text.length());
        for (; countedPos < limit; countedPos++) {
            if (text.charAt(countedPos) == '\n') {
                countedLine++;
            }
        }
        return countedLine;
    }

    int line() {
        return line(pos);
    }

    /** The whole line that {@code at} stands on, for the second line of a syntax error. */
    String lineText(int lineNumber) {
        int line = firstLine;
        int start = 0;
        while (line < lineNumber) {
            int newline = text.indexOf("\n", start);
            if (newline < 0) {
                break;
            }
            start = newline + 1;
            line++;
        }
        int end = text.indexOf("\n", start);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    void enter() {
        if (++depth > MAX_DEPTH) {
            throw SyntaxError.at(line(), "maximum nesting level exceeded (" + MAX_DEPTH + ")");
        }
    }

    void leave() {
        depth--;
    }

    /** The text ended inside something that {@code closer} would have closed. */
    SyntaxError missing(char closer, int openedAt) {
        int line = line(openedAt);
        String message = "unexpected EOF while looking for matching `" + closer + "'";
        boolean quote = closer == '\'' || closer == '"' || closer == '`';
        SyntaxError error = complete
                ? SyntaxError.at(line, message)
                : SyntaxError.incomplete(line, message, quote ? new SyntaxError.Quote(closer) : new SyntaxError.More());
        String dash = closer == '}'
                ? "Missing '}'"
                : closer == '`' ? "EOF in backquote substitution" : "Unterminated quoted string";
        return error.inDash(dash, line(text.length()));
    }

    /** The text ended inside commands that {@code closer} would have closed. */
    SyntaxError missingAtEnd(char closer) {
        SyntaxError end = unexpectedEnd();
        String message = "unexpected EOF while looking for matching `" + closer + "'";
        SyntaxError error = complete
                ? SyntaxError.at(end.line(), message)
                : SyntaxError.incomplete(end.line(), message, new SyntaxError.More());
        return error.inDash("end of file unexpected (expecting \"" + closer + "\")", line(text.length()));
    }

    /** The text ended between two tokens of a command. */
    SyntaxError unexpectedEnd() {
        int line = line(text.length());
        if (text.length() > 0 && text.charAt(text.length() - 1) != '\n') {
            line++;
        }
        String message = "syntax error: unexpected end of file";
        SyntaxError error = complete
                ? SyntaxError.at(line, message)
                : SyntaxError.incomplete(line, message, new SyntaxError.More());
        return error.inDash("end of file unexpected", line(text.length()));
    }
}
