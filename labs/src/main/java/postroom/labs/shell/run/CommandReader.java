package postroom.labs.shell.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.shell.syntax.Command;
import postroom.labs.shell.syntax.Parser;
import postroom.labs.shell.syntax.SyntaxError;

/**
 * Puts lines together until they are a command: for shells that get their text line by line. A line is parsed again with
 * those before it only when it can make a difference, so that a long here-document costs no more than its length.
 */
public final class CommandReader {
    /** A longer command is refused. */
    private static final int MAX_LENGTH = 4 << 20;

    private final Shell shell;
    private final StringBuilder pending = new StringBuilder();
    private SyntaxError.Want want = new SyntaxError.Nothing();
    private int firstLine = 1;
    private int lines;

    public CommandReader(Shell shell) {
        this.shell = shell;
    }

    /** What has become of the lines so far. */
    public sealed interface Result {}

    /** They are commands, none for blank lines. */
    public record Ready(List<Command> commands) implements Result {}

    /** More is needed. */
    public record More() implements Result {}

    /** A syntax error, which has been said. */
    public record Wrong() implements Result {}

    /** Whether lines wait for more. */
    public boolean isPending() {
        return pending.length() > 0;
    }

    /** The lines that wait, as they came. */
    public String pending() {
        return pending.toString();
    }

    /** Drops what waits, as ^C does. */
    public void reset() {
        pending.setLength(0);
        want = new SyntaxError.Nothing();
    }

    /** Takes a line, newline included. */
    public Result line(String line) {
        lines++;
        if (pending.length() == 0) {
            firstLine = lines;
        }
        pending.append(line);
        if (pending.length() > MAX_LENGTH) {
            reset();
            shell.complain("xrealloc: cannot allocate " + MAX_LENGTH + " bytes");
            return new Wrong();
        }
        if (!matters(line)) {
            return new More();
        }
        return parse(false);
    }

    /** No more lines come. */
    public Result end() {
        return pending.length() == 0 ? new Ready(List.of()) : parse(true);
    }

    private boolean matters(String line) {
        if (want instanceof SyntaxError.Delimiter delimiter) {
            String text = line.substring(0, line.length() - 1);
            if (delimiter.stripTabs()) {
                text = text.replaceFirst("^\t+", "");
            }
            return text.equals(delimiter.line());
        }
        return !(want instanceof SyntaxError.Quote quote) || line.indexOf(quote.quote()) >= 0;
    }

    private Result parse(boolean complete) {
        if (!complete && endsInContinuation()) {
            return new More();
        }
        Parser parser = new Parser(pending.toString(), shell.syntax(), complete, firstLine);
        List<Command> commands = new ArrayList<>();
        try {
            Optional<Command> unit = parser.next();
            while (unit.isPresent()) {
                commands.add(unit.get());
                unit = parser.next();
            }
            shell.interpreter().sayWarnings(parser);
            reset();
            return new Ready(commands);
        } catch (SyntaxError e) {
            if (e.incomplete() && !complete) {
                want = e.want();
                return new More();
            }
            shell.interpreter().sayError(parser, e, "");
            shell.status(2);
            reset();
            return new Wrong();
        }
    }

    private boolean endsInContinuation() {
        int end = pending.length() - 1;
        int backslashes = 0;
        while (end - 1 - backslashes >= 0 && pending.charAt(end - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1 && want instanceof SyntaxError.Nothing;
    }
}
