package postroom.labs.terminal.screen;

import java.util.Arrays;
import postroom.labs.terminal.CharWidth;

/**
 * A screen full of cells that a program draws on; {@link Painter} brings it to the terminal.
 *
 * <p>Rows and columns count from 0. What lies outside is cut off, also the half of a wide character. Control characters
 * are never stored, so nothing that is shown can command the terminal.
 */
public final class Canvas {
    /** The second cell of a wide character. */
    static final String COVERED = "";

    private static final String BLANK = " ";

    private final int rows;
    private final int columns;
    private final String[] texts;
    private final Style[] styles;
    private int cursorRow;
    private int cursorColumn;
    private boolean cursorShown = true;

    /** An empty one. */
    public Canvas(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.texts = new String[rows * columns];
        this.styles = new Style[rows * columns];
        Arrays.fill(texts, BLANK);
        Arrays.fill(styles, Style.PLAIN);
    }

    /** The height. */
    public int rows() {
        return rows;
    }

    /** The width. */
    public int columns() {
        return columns;
    }

    /** Writes {@code text} from a cell on, and gives the column behind it. */
    public int put(int row, int column, String text, Style style) {
        int at = column;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            boolean printable = point >= ' ' && (point < 0x7F || point >= 0xA0) && !isSurrogate(point);
            String shown = printable ? Character.toString(point) : "\uFFFD";
            int width = printable ? CharWidth.of(point) : 1;
            if (width == 0) {
                combine(row, at, shown);
            } else {
                cell(row, at, shown, width, style);
                at += width;
            }
        }
        return at;
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    /** A mark goes onto the character before it; at most eight of them, against towers of marks. */
    private void combine(int row, int column, String mark) {
        int at = column - 1;
        while (within(row, at) && texts[row * columns + at].equals(COVERED)) {
            at--;
        }
        if (within(row, at) && texts[row * columns + at].length() < 10) {
            texts[row * columns + at] += mark;
        }
    }

    private void cell(int row, int column, String text, int width, Style style) {
        if (!within(row, column) || column + width > columns) {
            return;
        }
        int at = row * columns + column;
        uncover(row, column);
        texts[at] = text;
        styles[at] = style;
        if (width == 2) {
            uncover(row, column + 1);
            texts[at + 1] = COVERED;
            styles[at + 1] = style;
        }
    }

    /** Half a wide character that is written over leaves a blank. */
    private void uncover(int row, int column) {
        int at = row * columns + column;
        if (texts[at].equals(COVERED) && column > 0) {
            texts[at - 1] = BLANK;
        }
        if (column + 1 < columns && texts[at + 1].equals(COVERED) && !texts[at].equals(COVERED)) {
            texts[at + 1] = BLANK;
        }
    }

    private boolean within(int row, int column) {
        return row >= 0 && row < rows && column >= 0 && column < columns;
    }

    /** Fills a row from a column to its end with blanks of a style. */
    public void fill(int row, int column, Style style) {
        for (int at = Math.max(0, column); at < columns; at++) {
            cell(row, at, BLANK, 1, style);
        }
    }

    /** Fills a rectangle with blanks of a style. */
    public void fill(int row, int column, int height, int width, Style style) {
        for (int r = row; r < row + height; r++) {
            for (int c = column; c < column + width; c++) {
                cell(r, c, BLANK, 1, style);
            }
        }
    }

    /** Where the cursor stands. */
    public void cursor(int row, int column) {
        cursorRow = Math.max(0, Math.min(rows - 1, row));
        cursorColumn = Math.max(0, Math.min(columns - 1, column));
        cursorShown = true;
    }

    /** No cursor is shown. */
    public void hideCursor() {
        cursorShown = false;
    }

    int cursorRow() {
        return cursorRow;
    }

    int cursorColumn() {
        return cursorColumn;
    }

    boolean cursorShown() {
        return cursorShown;
    }

    String text(int row, int column) {
        return texts[row * columns + column];
    }

    Style style(int row, int column) {
        return styles[row * columns + column];
    }

    boolean same(Canvas other, int row, int column) {
        return text(row, column).equals(other.text(row, column))
                && style(row, column).equals(other.style(row, column));
    }

    boolean isBlank(int row, int column) {
        return text(row, column).equals(BLANK) && style(row, column).equals(Style.PLAIN);
    }
}
