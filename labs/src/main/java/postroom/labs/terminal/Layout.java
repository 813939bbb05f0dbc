package postroom.labs.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * How prompt and line lie on the rows of a window, and where the cursor is.
 *
 * <p>Control characters show as {@code ^A}, a tab as blanks to the next multiple of eight, a newline begins a row, and
 * a wide character that does not fit any more leaves a blank at the end of its row. A row that is full is followed by
 * a further one, empty if need be, because that is where the cursor goes.
 */
final class Layout {
    final List<List<Cell>> rows = new ArrayList<>();
    int cursorRow;
    int cursorColumn;

    /** Columns of the prompt in row 0 that cannot be drawn from the middle, because of colours; often 0. */
    int fragile;

    final Prompt prompt;

    private final int columns;
    private int column;

    private Layout(Prompt prompt, int columns) {
        this.prompt = prompt;
        this.columns = columns;
        rows.add(new ArrayList<>());
    }

    /**
     * Lays out {@code text} behind {@code prompt}.
     *
     * @param cursor index in {@code text}
     * @param from begin of the part in reverse video
     * @param to its end; equal to {@code from} for none
     * @param columns width of the window, at least 1
     */
    static Layout of(Prompt prompt, CharSequence text, int cursor, int from, int to, int columns) {
        Layout layout = new Layout(prompt, Math.max(2, columns));
        for (Cell cell : prompt.cells()) {
            layout.place(cell);
        }
        if (prompt.hasInvisible() && layout.rows.size() == 1) {
            layout.fragile = prompt.cells().size();
        }
        for (int at = 0; at < text.length(); ) {
            int c = Character.codePointAt(text, at);
            layout.makeRoomFor(c);
            if (at == cursor) {
                layout.cursorHere();
            }
            layout.add(c, at >= from && at < to);
            at += Character.charCount(c);
        }
        if (cursor >= text.length()) {
            layout.cursorHere();
        }
        return layout;
    }

    private void cursorHere() {
        cursorRow = rows.size() - 1;
        cursorColumn = column;
    }

    private void makeRoomFor(int c) {
        if (c >= 0x20) {
            wrapFor(CharWidth.of(c));
        }
    }

    private void add(int c, boolean standout) {
        if (c == '\n') {
            newRow();
        } else if (c == '\t') {
            for (int n = 8 - column % 8; n > 0; n--) {
                place(Cell.of(' ', standout));
            }
        } else if (c < 0x20 || c == 0x7F) {
            place(Cell.of('^', standout));
            place(Cell.of(c ^ 0x40, standout));
        } else if (CharWidth.of(c) != 0 || !combine(c)) {
            place(Cell.of(c, standout));
        }
    }

    /** Puts a combining mark on the last cell, which may be the last of a full row. */
    private boolean combine(int mark) {
        List<Cell> row = lastRow().isEmpty() && rows.size() > 1 ? rows.get(rows.size() - 2) : lastRow();
        if (row.isEmpty()) {
            return false;
        }
        row.set(row.size() - 1, row.get(row.size() - 1).with(mark));
        return true;
    }

    private void place(Cell cell) {
        wrapFor(cell.width());
        lastRow().add(cell);
        column += cell.width();
        if (column >= columns) {
            newRow();
        }
    }

    private void wrapFor(int width) {
        if (column + width > columns) {
            while (column < columns) {
                lastRow().add(Cell.SPACE);
                column++;
            }
            newRow();
        }
    }

    private void newRow() {
        rows.add(new ArrayList<>());
        column = 0;
    }

    private List<Cell> lastRow() {
        return rows.get(rows.size() - 1);
    }

    static int width(List<Cell> cells) {
        int width = 0;
        for (Cell cell : cells) {
            width += cell.width();
        }
        return width;
    }
}
