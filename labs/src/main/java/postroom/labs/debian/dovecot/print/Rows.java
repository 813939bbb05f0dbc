package postroom.labs.debian.dovecot.print;

import java.io.IOException;
import java.util.Optional;
import postroom.labs.debian.gnu.Text;
import postroom.labs.host.Process;
import postroom.labs.io.Terminal;

/** What a command of {@code doveadm} prints: columns, then values, row by row, in one of doveadm's formats. */
public final class Rows {
    private final Formatter formatter;
    private final boolean hasUser;
    private String user = "";
    private int column;
    private int columns;

    private Rows(Formatter formatter, boolean hasUser) {
        this.formatter = formatter;
        this.hasUser = hasUser;
    }

    /**
     * Rows on standard output.
     *
     * @param format {@code flow}, {@code tab}, {@code table}, {@code pager} or {@code json}
     * @param hasUser whether every row begins with the user's name
     * @return nothing if there is no such format
     */
    public static Optional<Rows> of(Process process, String format, boolean hasUser) throws IOException {
        Sink sink = text -> {
            byte[] bytes = Text.bytes(text);
            process.out().write(bytes, 0, bytes.length);
        };
        Formatter formatter;
        switch (format) {
            case "flow":
                formatter = new FlowFormatter(sink);
                break;
            case "tab":
                formatter = new TabFormatter(sink);
                break;
            case "table":
                int width = process.fd(1).terminal().map(Terminal::columns).orElse(80);
                formatter = new TableFormatter(sink, Math.max(30, width));
                break;
            case "pager":
                formatter = new PagerFormatter(sink);
                break;
            case "json":
                formatter = new JsonFormatter(sink);
                break;
            default:
                return Optional.empty();
        }
        Rows rows = new Rows(formatter, hasUser);
        if (hasUser) {
            rows.header(new Column("username", "Username", true, false, false));
        }
        return Optional.of(rows);
    }

    /** Where text goes. */
    interface Sink {
        void write(String text) throws IOException;
    }

    /** A table cannot show a value with several lines. */
    public static final class MultiLine extends IOException {
        private static final long serialVersionUID = 1L;

        MultiLine() {
            super("table formatter doesn't support multi-line values");
        }
    }

    /** Adds a column. */
    public void header(Column added) throws IOException {
        formatter.header(added);
        columns++;
    }

    /** The user of the rows that follow. */
    public void user(String name) {
        user = name;
    }

    /** The next value. */
    public void value(String value) throws IOException {
        begin();
        formatter.value(value);
        end();
    }

    /** The next value, a number. */
    public void value(long value) throws IOException {
        value(Long.toString(value));
    }

    /** The next value, which may have several lines. */
    public void text(String value) throws IOException {
        begin();
        formatter.text(value);
        end();
    }

    private void begin() throws IOException {
        if (hasUser && column == 0) {
            formatter.value(user);
            column++;
        }
    }

    private void end() {
        column = (column + 1) % Math.max(1, columns);
    }

    /** Ends the output. */
    public void flush() throws IOException {
        formatter.flush();
    }
}
