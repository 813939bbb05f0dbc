package postroom.labs.terminal;

import java.util.ArrayList;
import java.util.List;

/** A tiny model of the browser's terminal: what a student sees after the bytes that we sent. */
final class Grid {
    private final int columns;
    private final int height;
    private final List<String[]> rows = new ArrayList<>();
    private int row;
    private int column;
    private boolean waitsAtMargin;
    int bells;

    Grid(int columns, int height) {
        this.columns = columns;
        this.height = height;
        rows.add(blank());
    }

    /** Shows what was sent. */
    Grid show(byte[] bytes) {
        return show(Utf8.decode(bytes, 0, bytes.length));
    }

    Grid show(String text) {
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            if (c == 0x1B) {
                at = escape(text, at + 1);
            } else {
                one(c);
                at += Character.charCount(c);
            }
        }
        return this;
    }

    /** The rows, without the blanks at their ends and without empty rows at the end. */
    List<String> text() {
        List<String> text = new ArrayList<>();
        for (String[] cells : rows) {
            text.add(String.join("", cells).stripTrailing());
        }
        while (!text.isEmpty() && text.get(text.size() - 1).isEmpty()) {
            text.remove(text.size() - 1);
        }
        return text;
    }

    /** Row and column of the cursor; at the margin it still stands on the last column. */
    String cursor() {
        return row + "," + (waitsAtMargin ? columns : column);
    }

    private void one(int c) {
        if (c == '\r') {
            column = 0;
        } else if (c == '\n') {
            down();
        } else if (c == '\b') {
            column = Math.max(0, column - 1);
        } else if (c == 7) {
            bells++;
            return;
        } else if (c >= 0x20) {
            put(c);
            return;
        }
        waitsAtMargin = false;
    }

    private void put(int c) {
        int width = CharWidth.of(c);
        if (width == 0) {
            int at = waitsAtMargin ? columns - 1 : Math.max(0, column - 1);
            while (at > 0 && rows.get(row)[at].isEmpty()) {
                at--;
            }
            rows.get(row)[at] += Character.toString(c);
            return;
        }
        if (waitsAtMargin || column + width > columns) {
            column = 0;
            waitsAtMargin = false;
            down();
        }
        String[] cells = rows.get(row);
        split(cells, column);
        split(cells, column + width);
        cells[column] = Character.toString(c);
        if (width == 2) {
            cells[column + 1] = "";
        }
        column += width;
        if (column >= columns) {
            column = columns - 1;
            waitsAtMargin = true;
        }
    }

    /** What is left of a wide character that is cut at {@code at} is blank. */
    private void split(String[] cells, int at) {
        if (at > 0 && at < columns && cells[at].isEmpty()) {
            cells[at - 1] = " ";
            cells[at] = " ";
        }
    }

    private void down() {
        row++;
        if (row == rows.size()) {
            rows.add(blank());
        }
    }

    private int escape(String text, int start) {
        if (text.charAt(start) == ']') {
            return text.indexOf(7, start) + 1;
        }
        int end = start + 1;
        while (text.charAt(end) < 0x40) {
            end++;
        }
        control(text.charAt(end), text.substring(start + 1, end));
        return end + 1;
    }

    private void control(char what, String parameter) {
        int n = parameter.matches("\\d+") ? Integer.parseInt(parameter) : 1;
        switch (what) {
            case 'A' -> row = Math.max(Math.max(0, rows.size() - height), row - n);
            case 'C' -> column = Math.min(columns - 1, column + n);
            case 'H' -> {
                row = Math.max(0, rows.size() - height);
                column = 0;
            }
            case 'J' -> clear();
            case 'K' -> erase();
            case 'P' -> delete(n);
            case '@' -> insert(n);
            case 'm', 'h', 'l' -> {
                return;
            }
            default -> throw new AssertionError("unknown sequence ESC[" + parameter + what);
        }
        if (what != 'K') {
            waitsAtMargin = false;
        }
    }

    private void clear() {
        for (int r = Math.max(0, rows.size() - height); r < rows.size(); r++) {
            rows.set(r, blank());
        }
    }

    private void erase() {
        split(rows.get(row), column);
        for (int c = column; c < columns; c++) {
            rows.get(row)[c] = " ";
        }
    }

    private void delete(int n) {
        String[] cells = rows.get(row);
        split(cells, column);
        split(cells, Math.min(columns, column + n));
        for (int c = column; c < columns; c++) {
            cells[c] = c + n < columns ? cells[c + n] : " ";
        }
    }

    private void insert(int n) {
        String[] cells = rows.get(row);
        split(cells, column);
        for (int c = columns - 1; c >= column; c--) {
            cells[c] = c - n >= column ? cells[c - n] : " ";
        }
    }

    private String[] blank() {
        String[] cells = new String[columns];
        java.util.Arrays.fill(cells, " ");
        return cells;
    }
}
