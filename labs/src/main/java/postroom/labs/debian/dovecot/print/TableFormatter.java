package postroom.labs.debian.dovecot.print;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Columns as wide as their widest value among the first lines, within the width of the screen. */
final class TableFormatter implements Formatter {
    private static final int REMEMBERED = 100;

    private final Rows.Sink out;
    private final int width;
    private final List<Column> columns = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private int[] widths;
    private int at;

    TableFormatter(Rows.Sink out, int width) {
        this.out = out;
        this.width = width;
    }

    @Override
    public void header(Column column) {
        columns.add(column);
    }

    @Override
    public void value(String value) throws IOException {
        if (widths == null) {
            if (values.size() / columns.size() < REMEMBERED) {
                values.add(value);
                return;
            }
            begin();
        }
        cell(value);
    }

    @Override
    public void text(String value) throws IOException {
        if (value.indexOf('\n') >= 0) {
            throw new Rows.MultiLine();
        }
        value(value);
    }

    @Override
    public void flush() throws IOException {
        if (widths == null && !columns.isEmpty()) {
            begin();
        }
    }

    private void begin() throws IOException {
        measure();
        if (columns.stream().anyMatch(it -> !it.hidesTitle())) {
            for (Column each : columns) {
                cell(each.title());
            }
        }
        for (String each : values) {
            cell(each);
        }
        values.clear();
    }

    private void measure() {
        int count = columns.size();
        widths = new int[count];
        int[] least = new int[count];
        int[] most = new int[count];
        for (int i = 0; i < count; i++) {
            widths[i] = least[i] = most[i] = columns.get(i).title().length();
        }
        for (int i = 0; i < values.size(); i++) {
            int length = values.get(i).codePointCount(0, values.get(i).length());
            least[i % count] = Math.min(least[i % count], length);
            if (length > most[i % count]) {
                most[i % count] = length;
                widths[i % count] = length;
            }
        }
        int all = count - 1;
        for (int each : most) {
            all += each;
        }
        shrink(all, least);
        if (all < width) {
            int wide = count - 1;
            for (int i = 0; i < count; i++) {
                if (columns.get(i).expands()) {
                    wide = i;
                    break;
                }
            }
            widths[wide] += (width - all) / 2;
        }
    }

    private void shrink(int total, int[] least) {
        int all = total;
        for (int i = columns.size() - 1; i >= 0 && all > width; i--) {
            int spare = Math.min(widths[i] - least[i], all - width);
            widths[i] -= spare;
            all -= spare;
        }
    }

    private void cell(String value) throws IOException {
        String pad = " ".repeat(Math.max(0, widths[at] - value.codePointCount(0, value.length())));
        boolean right = columns.get(at).right();
        at = (at + 1) % columns.size();
        out.write((right ? pad + value : value + pad) + (at == 0 ? "\n" : " "));
    }
}
