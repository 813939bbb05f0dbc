package postroom.labs.terminal.screen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import postroom.labs.terminal.CharWidth;

/**
 * A terminal as a person sees it: the sequences of an xterm that the lab's programs send, and nothing else. What proofs and
 * tests look at; a student's terminal is xterm.js.
 */
public final class VirtualScreen {
    private int rows;
    private int columns;
    private String[][] cells;
    private String[][] main;
    private int row;
    private int column;
    private int savedRow;
    private int savedColumn;
    private boolean waits;
    private String rest = "";

    /** An empty screen with the cursor at its top left. */
    public VirtualScreen(int columns, int rows) {
        this.rows = rows;
        this.columns = columns;
        this.cells = blank();
    }

    private String[][] blank() {
        String[][] all = new String[rows][columns];
        for (String[] line : all) {
            Arrays.fill(line, " ");
        }
        return all;
    }

    /** Gives it another size; what still fits stays where it is, as on a terminal's alternate screen. */
    public void resize(int newColumns, int newRows) {
        rows = newRows;
        columns = newColumns;
        cells = fitted(cells);
        main = main == null ? null : fitted(main);
        row = Math.min(row, rows - 1);
        column = Math.min(column, columns - 1);
    }

    private String[][] fitted(String[][] old) {
        String[][] all = blank();
        for (int r = 0; r < Math.min(rows, old.length); r++) {
            System.arraycopy(old[r], 0, all[r], 0, Math.min(columns, old[r].length));
        }
        return all;
    }

    /** Where the cursor stands: {@code row,column} from 0. */
    public String cursor() {
        return row + "," + column;
    }

    /** What stands on it from the top to the last line that is not empty, without blanks at the lines' ends. */
    public List<String> lines() {
        List<String> all = new ArrayList<>();
        for (String[] line : cells) {
            all.add(String.join("", line).stripTrailing());
        }
        while (!all.isEmpty() && all.get(all.size() - 1).isEmpty()) {
            all.remove(all.size() - 1);
        }
        return all;
    }

    /**
     * Takes what a terminal is sent; a sequence may come in pieces.
     *
     * @throws IllegalArgumentException at a sequence that no program of the lab sends
     */
    public void show(String more) {
        String text = rest + more;
        rest = "";
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            if (point == 0x1B) {
                int end = escape(text, at + 1);
                if (end < 0) {
                    rest = text.substring(at);
                    return;
                }
                at = end;
            } else {
                one(point);
                at += Character.charCount(point);
            }
        }
    }

    private void one(int point) {
        switch (point) {
            case '\r' -> column = 0;
            case '\n' -> down();
            case '\b' -> column = Math.max(0, column - 1);
            case '\t' -> column = Math.min(columns - 1, (column / 8 + 1) * 8);
            case 7 -> {}
            default -> {
                put(point);
                return;
            }
        }
        waits = false;
    }

    private void put(int point) {
        int width = CharWidth.of(point);
        if (width == 0) {
            return;
        }
        if (waits || column + width > columns) {
            waits = false;
            column = 0;
            down();
        }
        cells[row][column] = Character.toString(point);
        if (width == 2) {
            cells[row][column + 1] = "";
        }
        column += width;
        if (column >= columns) {
            column = columns - 1;
            waits = true;
        }
    }

    private void down() {
        if (row < rows - 1) {
            row++;
            return;
        }
        System.arraycopy(cells, 1, cells, 0, rows - 1);
        cells[rows - 1] = new String[columns];
        Arrays.fill(cells[rows - 1], " ");
    }

    private int escape(String text, int start) {
        if (start >= text.length()) {
            return -1;
        }
        char kind = text.charAt(start);
        if (kind == ']') {
            int end = text.indexOf(7, start);
            return end < 0 ? -1 : end + 1;
        }
        if (kind != '[') {
            return start + 1;
        }
        int end = start + 1;
        while (end < text.length() && text.charAt(end) < '@') {
            end++;
        }
        if (end >= text.length()) {
            return -1;
        }
        control(text.charAt(end), text.substring(start + 1, end));
        return end + 1;
    }

    private void control(char what, String parameter) {
        String[] numbers = parameter.replaceAll("[^0-9;]", "").split(";");
        int n = numbers[0].isEmpty() ? 1 : Integer.parseInt(numbers[0]);
        switch (what) {
            case 'A' -> row = Math.max(0, row - n);
            case 'B' -> row = Math.min(rows - 1, row + n);
            case 'C' -> column = Math.min(columns - 1, column + n);
            case 'D' -> column = Math.max(0, column - n);
            case 'H' -> {
                row = Math.min(rows - 1, n - 1);
                column = numbers.length > 1 ? Math.min(columns - 1, Integer.parseInt(numbers[1]) - 1) : 0;
            }
            case 'J' -> erase(parameter);
            case 'K' -> Arrays.fill(cells[row], column, columns, " ");
            case 'P' -> delete(n);
            case '@' -> insert(n);
            case 'h', 'l' -> alternate(parameter, what == 'h');
            case 'm' -> {
                return;
            }
            default -> throw new IllegalArgumentException("unknown sequence ESC[" + parameter + what);
        }
        waits = false;
    }

    private void erase(String parameter) {
        if (parameter.equals("2") || parameter.equals("3")) {
            cells = blank();
        } else {
            Arrays.fill(cells[row], column, columns, " ");
            for (int r = row + 1; r < rows; r++) {
                Arrays.fill(cells[r], " ");
            }
        }
    }

    private void delete(int n) {
        for (int c = column; c < columns; c++) {
            cells[row][c] = c + n < columns ? cells[row][c + n] : " ";
        }
    }

    private void insert(int n) {
        for (int c = columns - 1; c >= column; c--) {
            cells[row][c] = c - n >= column ? cells[row][c - n] : " ";
        }
    }

    private void alternate(String parameter, boolean on) {
        if (!parameter.equals("?1049") || on == (main != null)) {
            return;
        }
        if (on) {
            main = cells;
            savedRow = row;
            savedColumn = column;
            cells = blank();
        } else {
            cells = main;
            main = null;
            row = savedRow;
            column = savedColumn;
        }
    }
}
