package postroom.labs.debian.iproute2;

import java.util.ArrayList;
import java.util.List;

/**
 * The column layout of {@code ss}: widths by content, and on a terminal what is left of the line shared out among the
 * columns. A row's last field does not count for its column's width if it is the very last of the output.
 */
final class Columns {
    private static final String[] HEADERS = {
        "Netid", "State", "Recv-Q", "Send-Q", "Local Address:", "Port", "Peer Address:", "Port", "Process", ""
    };
    private static final String[] DELIMITERS = {"", " ", " ", " ", " ", "", " ", "", "", ""};
    static final int COUNT = HEADERS.length;
    static final int EXTENDED = COUNT - 1;

    private final boolean[] hidden = new boolean[COUNT];
    private final List<String[]> rows = new ArrayList<>();

    void hide(int column) {
        hidden[column] = true;
    }

    void header() {
        rows.add(HEADERS.clone());
    }

    void row(String... fields) {
        rows.add(fields);
    }

    /** The whole table; {@code screen} is the terminal's width, 0 if the output is none. */
    String render(int screen) {
        int[] widths = widths(screen);
        StringBuilder out = new StringBuilder();
        for (String[] row : rows) {
            boolean started = false;
            for (int i = 0; i < COUNT; i++) {
                if (hidden[i]) {
                    continue;
                }
                String delimiter = started ? DELIMITERS[i] : "";
                String field = row[i];
                int spaces = Math.max(0, widths[i] - delimiter.length() - field.length());
                boolean right = i == 4 || i == 6;
                out.append(delimiter);
                out.append(right ? " ".repeat(spaces) + field : field + " ".repeat(spaces));
                started = true;
            }
            out.append('\n');
        }
        return out.toString();
    }

    private int[] widths(int screen) {
        int[] widths = new int[COUNT];
        boolean first = true;
        for (int i = 0; i < COUNT; i++) {
            if (hidden[i]) {
                continue;
            }
            int longest = longest(i);
            widths[i] = !first && longest > 0 ? longest + DELIMITERS[i].length() : longest;
            if (screen > 0) {
                widths[i] = Math.min(widths[i], screen);
            }
            first &= widths[i] == 0;
        }
        if (screen > 0) {
            distribute(widths, screen);
        }
        return widths;
    }

    private int longest(int column) {
        int longest = 0;
        for (int r = 0; r < rows.size(); r++) {
            boolean last = r == rows.size() - 1 && r > 0 && column == lastTouched(rows.get(r));
            longest = Math.max(longest, last ? 0 : rows.get(r)[column].length());
        }
        return longest;
    }

    private static int lastTouched(String[] row) {
        return row[EXTENDED].isEmpty() ? EXTENDED - 1 : EXTENDED;
    }

    private void distribute(int[] widths, int screen) {
        int length = 0;
        int columns = 0;
        int endOfLine = -1;
        for (int c = 0; c < COUNT; c++) {
            if (widths[c] == 0) {
                continue;
            }
            columns++;
            length += widths[c];
            boolean last = true;
            for (int next = c + 1; next < COUNT; next++) {
                last &= widths[next] == 0;
            }
            if (!last && length < screen) {
                continue;
            }
            int end = c;
            if (length > screen && columns > 1) {
                length -= widths[c];
                end--;
                columns--;
            }
            if (length < screen) {
                int spacing = (screen - length) / columns;
                int rest = (screen - length) % columns;
                for (int i = end; i > endOfLine; i--) {
                    if (widths[i] > 0) {
                        widths[i] += spacing + (rest > 0 ? 1 : 0);
                        rest--;
                    }
                }
            }
            endOfLine = end;
            c = end;
            length = 0;
            columns = 0;
        }
    }
}
