package postroom.labs.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * A prompt, parsed once: what is printed above the line, and the cells in front of it.
 *
 * <p>Bytes between {@link #INVISIBLE} and {@link #VISIBLE} (bash's {@code \[} and {@code \]}) take no room. Of a prompt
 * of several lines all but the last are only printed and never looked at again, as readline does.
 *
 * @param above the lines before the last, ready to be sent
 * @param cells the last line
 */
record Prompt(String above, List<Cell> cells) {
    /** Begins a part that takes no room, as in readline's {@code RL_PROMPT_START_IGNORE}. */
    static final char INVISIBLE = 1;

    /** Ends such a part. */
    static final char VISIBLE = 2;

    static final Prompt NONE = new Prompt("", List.of());

    /** Longer prompts are cut, in UTF-16 units. */
    private static final int LIMIT = 4096;

    static Prompt parse(String text) {
        String bounded = text.length() > LIMIT ? text.substring(0, LIMIT) : text;
        int last = lastLine(bounded);
        String above = bounded.substring(0, last)
                .replace(String.valueOf(INVISIBLE), "")
                .replace(String.valueOf(VISIBLE), "")
                .replace("\n", "\r\r\n");
        return new Prompt(above, List.copyOf(cells(bounded.substring(last))));
    }

    /** True if moving about in the cells would lose a colour. */
    boolean hasInvisible() {
        return cells.stream().anyMatch(cell -> !cell.before().isEmpty());
    }

    /** How many of the bytes in the last line take no room. */
    int invisible() {
        int count = 0;
        for (Cell cell : cells) {
            count += cell.before().length();
        }
        return count;
    }

    /** Index of the last byte that takes no room, counted in all bytes of the last line; -1 if there is none. */
    int lastInvisible() {
        int last = -1;
        int at = 0;
        for (Cell cell : cells) {
            at += cell.before().length();
            last = cell.before().isEmpty() ? last : at - 1;
            at += cell.text().length();
        }
        return last;
    }

    private static int lastLine(String text) {
        boolean visible = true;
        int last = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == INVISIBLE || c == VISIBLE) {
                visible = c == VISIBLE;
            } else if (c == '\n' && visible) {
                last = at + 1;
            }
        }
        return last;
    }

    private static List<Cell> cells(String line) {
        List<Cell> cells = new ArrayList<>();
        StringBuilder invisible = new StringBuilder();
        boolean visible = true;
        for (int at = 0; at < line.length(); ) {
            int c = line.codePointAt(at);
            at += Character.charCount(c);
            if (c == INVISIBLE || c == VISIBLE) {
                visible = c == VISIBLE;
            } else if (!visible) {
                invisible.appendCodePoint(c);
            } else {
                add(cells, c, invisible);
            }
        }
        if (invisible.length() > 0) {
            cells.add(new Cell(invisible.toString(), "", 0, false));
        }
        return cells;
    }

    private static void add(List<Cell> cells, int c, StringBuilder invisible) {
        Cell cell = c < 0x20 || c == 0x7F ? new Cell("", Character.toString(c), 0, false) : Cell.of(c, false);
        if (cell.width() == 0 && c >= 0x20 && invisible.length() == 0 && !cells.isEmpty()) {
            cells.set(cells.size() - 1, cells.get(cells.size() - 1).with(c));
            return;
        }
        cells.add(cell.behind(invisible.toString()));
        invisible.setLength(0);
    }
}
