package postroom.labs.debian.dovecot.print;

import java.io.IOException;

/** Titles in the first line, a row in each other, tabs between. */
final class TabFormatter implements Formatter {
    private final Rows.Sink out;
    private int columns;
    private int at;
    private boolean begun;

    TabFormatter(Rows.Sink out) {
        this.out = out;
    }

    @Override
    public void header(Column column) throws IOException {
        out.write((columns++ > 0 ? "\t" : "") + column.title());
    }

    @Override
    public void value(String value) throws IOException {
        flush();
        out.write((at > 0 ? "\t" : "") + value);
        at = (at + 1) % columns;
        if (at == 0) {
            out.write("\n");
        }
    }

    @Override
    public void text(String value) throws IOException {
        flush();
        out.write((at > 0 ? "\t" : "") + value);
        value("");
    }

    @Override
    public void flush() throws IOException {
        if (!begun) {
            out.write("\n");
            begun = true;
        }
    }
}
