package postroom.labs.terminal;

import java.util.List;

/**
 * How to turn one row of the screen into another: which cells to write, and whether to make or close a gap first.
 *
 * <p>As seen of readline: cells that both rows begin with stay; cells that both end with stay only if there is a blank
 * among them. A gap is closed with "delete characters" unless much more is to go than to be written.
 *
 * @param from first cell to write, index in the new row
 * @param to the cell behind the last one to write
 * @param insert columns to open before writing
 * @param delete columns to remove before writing
 * @param erase whether to erase to the end of the row afterwards
 */
record RowChange(int from, int to, int insert, int delete, boolean erase) {
    /** Takes the whole row for fragile. */
    static final int ALL = Integer.MAX_VALUE;

    private static final RowChange NONE = new RowChange(0, 0, 0, 0, false);

    boolean none() {
        return this == NONE;
    }

    /**
     * The change from {@code old} to {@code wanted}.
     *
     * @param fragile if the rows differ within so many cells, everything is written again
     * @param growing the line will go on in a row that is not there yet, so the terminal has to wrap by itself
     */
    static RowChange between(List<Cell> old, List<Cell> wanted, int fragile, boolean growing) {
        int same = commonStart(old, wanted);
        if (same == old.size() && same == wanted.size()) {
            return NONE;
        }
        if (same < fragile && !old.isEmpty()) {
            return fragile == ALL ? anew(old, wanted) : rewritten(old, wanted);
        }
        int tail = growing ? 0 : commonEnd(old, wanted, same);
        int to = wanted.size() - tail;
        int more = Layout.width(wanted.subList(same, to)) - Layout.width(old.subList(same, old.size() - tail));
        if (more >= 0) {
            return new RowChange(same, to, tail > 0 ? more : 0, 0, false);
        }
        if (2 * Layout.width(wanted.subList(same, wanted.size())) >= -more) {
            return new RowChange(same, to, 0, -more, false);
        }
        return new RowChange(same, wanted.size(), 0, 0, true);
    }

    private static RowChange anew(List<Cell> old, List<Cell> wanted) {
        return new RowChange(0, wanted.size(), 0, 0, Layout.width(wanted) < Layout.width(old));
    }

    /** Everything from the margin on, except for a common end that only moves to the left. */
    private static RowChange rewritten(List<Cell> old, List<Cell> wanted) {
        int less = Layout.width(old) - Layout.width(wanted);
        if (less <= 0) {
            return new RowChange(0, wanted.size(), 0, 0, false);
        }
        return new RowChange(0, wanted.size() - commonEnd(old, wanted, 0), 0, less, false);
    }

    private static int commonStart(List<Cell> old, List<Cell> wanted) {
        int n = Math.min(old.size(), wanted.size());
        int at = 0;
        while (at < n && old.get(at).equals(wanted.get(at))) {
            at++;
        }
        return at;
    }

    /** Cells that both rows end with, behind the first {@code same}; 0 unless one of them is a blank. */
    private static int commonEnd(List<Cell> old, List<Cell> wanted, int same) {
        int i = old.size() - 1;
        int j = wanted.size() - 1;
        boolean blank = false;
        while (i > same && j > same && old.get(i).equals(wanted.get(j))) {
            blank |= old.get(i).isSpace();
            i--;
            j--;
        }
        if (!blank) {
            return 0;
        }
        boolean alsoHere = i >= 0 && j >= 0 && old.get(i).equals(wanted.get(j));
        return old.size() - i - (alsoHere ? 0 : 1);
    }
}
