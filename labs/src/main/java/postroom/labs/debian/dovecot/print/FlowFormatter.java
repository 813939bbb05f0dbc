package postroom.labs.debian.dovecot.print;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A row a line: {@code title=value title=value}. */
final class FlowFormatter implements Formatter {
    private final Rows.Sink out;
    private final List<Column> columns = new ArrayList<>();
    private int at;

    FlowFormatter(Rows.Sink out) {
        this.out = out;
    }

    @Override
    public void header(Column column) {
        columns.add(column);
    }

    @Override
    public void value(String value) throws IOException {
        Column column = columns.get(at);
        at = (at + 1) % columns.size();
        out.write((column.hidesTitle() ? "" : column.title() + "=") + value + (at == 0 ? "\n" : " "));
    }

    @Override
    public void text(String value) throws IOException {
        value(value);
    }

    @Override
    public void flush() throws IOException {
        if (at != 0) {
            out.write("\n");
            at = 0;
        }
    }
}
