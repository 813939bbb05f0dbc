package postroom.labs.shell.syntax;

/**
 * Text that is no command. The message is bash's without the {@code bash: line N: } before it.
 *
 * <p>{@link #incomplete()} tells that more lines could still make it one: an interactive shell then prompts with PS2.
 */
public final class SyntaxError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int line;
    private final boolean showsLine;
    private final transient Want want;
    private boolean inCondition;
    private String dash;
    private int dashLine;

    private SyntaxError(String message, int line, boolean showsLine, Want want) {
        super(message, null, false, false);
        this.line = line;
        this.showsLine = showsLine;
        this.want = want;
    }

    /** What the next lines must bring. */
    public sealed interface Want {}

    /** Nothing helps: it is an error. */
    public record Nothing() implements Want {}

    /** The rest of a command. */
    public record More() implements Want {}

    /** A closing quote. */
    public record Quote(char quote) implements Want {}

    /** The line that ends a here-document. */
    public record Delimiter(String line, boolean stripTabs) implements Want {}

    static SyntaxError at(int line, String message) {
        return new SyntaxError(message, line, false, new Nothing());
    }

    static SyntaxError unexpected(int line, String token) {
        return new SyntaxError("syntax error near unexpected token `" + token + "'", line, true, new Nothing());
    }

    static SyntaxError near(int line, String message) {
        return new SyntaxError(message, line, true, new Nothing());
    }

    /** An error within {@code [[ ]]}: a shell that is not interactive says no more, and goes on with {@code $?} as it was. */
    static SyntaxError inCondition(int line, String message) {
        SyntaxError error = new SyntaxError(message, line, true, new Nothing());
        error.inCondition = true;
        return error;
    }

    /** Whether it is an error within {@code [[ ]]}. */
    public boolean isInCondition() {
        return inCondition;
    }

    static SyntaxError incomplete(int line, String message, Want want) {
        return new SyntaxError(message, line, false, want);
    }

    /** The same with dash's words for it. */
    SyntaxError inDash(String words) {
        dash = words;
        return this;
    }

    /** The same noticed by dash at another line: where the text ended. */
    SyntaxError inDash(String words, int at) {
        dashLine = at;
        return inDash(words);
    }

    /** What dash says behind {@code Syntax error: }. */
    public String dashMessage() {
        return dash == null ? getMessage() : dash;
    }

    /** The line that dash says it at. */
    public int dashLine() {
        return dashLine == 0 ? line : dashLine;
    }

    /** The line it was noticed at, from 1. */
    public int line() {
        return line;
    }

    /** Whether a non-interactive shell shows the line in a second message. */
    public boolean showsLine() {
        return showsLine;
    }

    /** Whether more input could complete the command. */
    public boolean incomplete() {
        return !(want instanceof Nothing);
    }

    /** What it waits for. */
    public Want want() {
        return want;
    }
}
