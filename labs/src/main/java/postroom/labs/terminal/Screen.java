package postroom.labs.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * What the line editor has on the student's screen, and the shortest way from there to what it wants to have.
 *
 * <p>The choices (when to insert or delete characters and when to write the rest of a row again, when to go back with
 * backspaces and when from the left margin) are those that readline 8.2 was seen to make on an xterm, so that a
 * transcript of ours reads like one of bash. Rows count from the one where the prompt is; nothing is known of the
 * screen above and below.
 */
final class Screen {
    private static final String STANDOUT = "\u001b[7m";
    private static final String NO_STANDOUT = "\u001b[27m";
    private static final String ERASE_TO_END = "\u001b[K";
    private static final String UP = "\u001b[A";
    private static final String RIGHT = "\u001b[C";

    private final StringBuilder out;
    private List<List<Cell>> shown = List.of();
    private int row;
    private int column;
    private int columns = 80;
    private int shownFragile;
    private boolean doubtful;

    /** Everything is written to {@code out}. */
    Screen(StringBuilder out) {
        this.out = out;
    }

    /** The cursor stands at the left margin of an empty row, in a window so wide. */
    void begin(int windowColumns) {
        columns = Math.max(2, windowColumns);
        shown = List.of();
        shownFragile = 0;
        row = 0;
        column = 0;
    }

    /** The first row is to be written again as a whole, whatever stands there. */
    void doubtPrompt() {
        doubtful = true;
    }

    /** Goes down to the last row of the line. */
    void toLastRow() {
        moveToRow(Math.max(0, shown.size() - 1));
    }

    /** Brings the screen from what it shows to {@code wanted}. */
    void show(Layout wanted) {
        List<List<Cell>> old = new ArrayList<>(shown);
        for (int r = 0; r < wanted.rows.size(); r++) {
            while (old.size() <= r) {
                old.add(List.of());
            }
            update(r, old, wanted);
        }
        for (int r = wanted.rows.size(); r < shown.size(); r++) {
            moveTo(r, 0);
            out.append(ERASE_TO_END);
        }
        shown = compact(wanted.rows);
        shownFragile = wanted.fragile;
        doubtful = false;
        boolean fromBelow = row > 0 && wanted.cursorRow == 0;
        moveToRow(wanted.cursorRow);
        if (fromBelow && column > 0 && column < wanted.prompt.lastInvisible()) {
            out.append('\r');
            column = 0;
            write(wanted.prompt.cells());
        }
        placeCursor(wanted);
    }

    /** readline dares not go back from the margin over a prompt with invisible bytes, so it takes the long way. */
    private void placeCursor(Layout wanted) {
        int back = column - wanted.cursorColumn;
        if (row == 0 && back > 0 && wanted.cursorColumn > 0 && wanted.prompt.invisible() > 0) {
            out.append("\b".repeat(back));
            column = wanted.cursorColumn;
        } else {
            moveTo(wanted.cursorRow, wanted.cursorColumn);
        }
    }

    /** Goes below the line, as after Enter. A line that fills its last row exactly leaves no empty row. */
    void leave() {
        int last = shown.size() - 1;
        if (last > 0 && shown.get(last).isEmpty() && Layout.width(shown.get(last - 1)) == columns) {
            List<Cell> full = shown.get(last - 1);
            Cell end = full.get(full.size() - 1);
            moveTo(last - 1, columns - end.width());
            out.append(ERASE_TO_END).append(end.text());
        } else if (last > row) {
            moveToRow(last);
        }
        out.append("\r\n");
        begin(columns);
    }

    /** Goes to a new row below the line, wherever the cursor is in it. */
    void below() {
        moveToRow(shown.size() - 1);
        out.append("\r\n");
        begin(columns);
    }

    /** Wipes the prompt and the line, and stands where the prompt began. */
    void wipe(int windowColumns) {
        if (shown.size() - 1 > row) {
            moveToRow(shown.size() - 1);
        }
        out.append('\r').append(ERASE_TO_END);
        for (; row > 0; row--) {
            out.append('\r').append(UP).append(ERASE_TO_END);
        }
        out.append('\r');
        begin(windowColumns);
    }

    private void update(int r, List<List<Cell>> old, Layout wanted) {
        List<Cell> before = old.get(r);
        List<Cell> after = wanted.rows.get(r);
        boolean lastOfOld = r == old.size() - 1 && r < wanted.rows.size() - 1;
        RowChange change = RowChange.between(before, after, r == 0 ? fragile(wanted) : 0, lastOfOld);
        if (change.none()) {
            return;
        }
        moveTo(r, Layout.width(after.subList(0, change.from())));
        if (change.delete() > 0) {
            out.append("\u001b[").append(change.delete()).append('P');
        } else if (change.insert() > 0) {
            out.append("\u001b[").append(change.insert()).append('@');
        }
        write(after.subList(change.from(), change.to()));
        if (change.erase()) {
            out.append(ERASE_TO_END);
        }
        if (column >= columns) {
            wrap(r, old, wanted);
        }
    }

    private int fragile(Layout wanted) {
        return doubtful ? RowChange.ALL : Math.max(wanted.fragile, shownFragile);
    }

    /** A terminal waits at the right margin until the next character comes: so the next row's first is sent now. */
    private void wrap(int r, List<List<Cell>> old, Layout wanted) {
        List<Cell> next = r + 1 < wanted.rows.size() ? wanted.rows.get(r + 1) : List.of();
        while (old.size() <= r + 1) {
            old.add(List.of());
        }
        row = r + 1;
        column = 0;
        if (next.isEmpty()) {
            out.append(" \r");
            old.set(r + 1, overwritten(old.get(r + 1), Cell.SPACE));
        } else {
            write(next.subList(0, 1));
            old.set(r + 1, overwritten(old.get(r + 1), next.get(0)));
        }
    }

    private static List<Cell> overwritten(List<Cell> cells, Cell first) {
        if (cells.isEmpty()) {
            return first.isSpace() ? cells : List.of(first);
        }
        List<Cell> result = new ArrayList<>();
        result.add(first);
        int covered = 0;
        int at = 0;
        while (at < cells.size() && covered < first.width()) {
            covered += cells.get(at++).width();
        }
        for (; covered > first.width(); covered--) {
            result.add(Cell.SPACE);
        }
        result.addAll(cells.subList(at, cells.size()));
        return result;
    }

    private void write(List<Cell> cells) {
        boolean standout = false;
        for (Cell cell : cells) {
            if (cell.standout() != standout) {
                standout = cell.standout();
                out.append(standout ? STANDOUT : NO_STANDOUT);
            }
            out.append(cell.before()).append(cell.text());
            column += cell.width();
        }
        if (standout) {
            out.append(NO_STANDOUT);
        }
    }

    private void moveTo(int toRow, int toColumn) {
        moveToRow(toRow);
        if (toColumn == column) {
            return;
        }
        if (toColumn > column) {
            out.append(RIGHT.repeat(toColumn - column));
        } else if (toColumn == 0 || toColumn + 1 < column - toColumn) {
            out.append('\r').append(RIGHT.repeat(toColumn));
        } else {
            out.append("\b".repeat(column - toColumn));
        }
        column = toColumn;
    }

    private void moveToRow(int toRow) {
        if (toRow > row) {
            out.append("\r\n".repeat(toRow - row)).append('\r');
            column = 0;
        } else {
            out.append(UP.repeat(row - toRow));
        }
        row = toRow;
    }

    private static List<List<Cell>> compact(List<List<Cell>> rows) {
        List<List<Cell>> copy = new ArrayList<>(rows.size());
        for (List<Cell> cells : rows) {
            copy.add(List.copyOf(cells));
        }
        return copy;
    }
}
