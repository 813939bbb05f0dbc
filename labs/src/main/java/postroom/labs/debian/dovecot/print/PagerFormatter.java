package postroom.labs.debian.dovecot.print;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A line for each value, a form feed between rows. */
final class PagerFormatter implements Formatter {
    private final Rows.Sink out;
    private final List<Column> columns = new ArrayList<>();
    private int at;
    private boolean begun;

    PagerFormatter(Rows.Sink out) {
        this.out = out;
    }

    @Override
    public void header(Column column) {
        columns.add(column);
    }

    @Override
    public void value(String value) throws IOException {
        Column column = columns.get(at);
        String page = at == 0 && begun ? "\f\n" : "";
        begun = true;
        out.write(page + (column.hidesTitle() ? "" : column.title() + ": ") + value + "\n");
        at = (at + 1) % columns.size();
    }

    @Override
    public void text(String value) throws IOException {
        Column column = columns.get(at);
        out.write((column.hidesTitle() ? "" : column.title() + ":\n") + value);
        at = (at + 1) % columns.size();
    }

    @Override
    public void flush() throws IOException {
        if (at != 0) {
            out.write("\n");
            at = 0;
        }
    }
}
