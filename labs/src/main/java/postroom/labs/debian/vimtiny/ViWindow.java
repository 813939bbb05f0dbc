package postroom.labs.debian.vimtiny;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.terminal.screen.Canvas;
import postroom.labs.terminal.screen.FullScreen;
import postroom.labs.terminal.screen.Style;

/** The window on the text: what it shows, the line of messages below, the ruler. */
final class ViWindow {
    private static final int RULER = 18;

    private final FullScreen screen;
    private final ViText text;
    private final ViOptions options;
    /** The first line that is shown. */
    int top;
    /** What stands on the last line. */
    String message = "";

    boolean alert;
    /** More messages than the last line holds; a key takes them away. */
    final List<String> pages = new ArrayList<>();
    /** What is welcomed with, until a key comes. */
    List<String> intro = List.of();

    Spot visualFrom;
    boolean visualLines;

    ViWindow(FullScreen screen, ViText text, ViOptions options) {
        this.screen = screen;
        this.text = text;
        this.options = options;
    }

    FullScreen screen() {
        return screen;
    }

    int height() {
        return Math.max(1, screen.rows() - 1);
    }

    private int margin() {
        return options.numbers ? Math.max(8, Integer.toString(text.size()).length() + 1) : 0;
    }

    /** How many rows a line takes. */
    int rows(int line) {
        int width = screen.columns() - 0;
        int cells = margin()
                + ViCells.column(text.line(line), text.line(line).length(), options.tab, options.list)
                + (options.list ? 1 : 0);
        return Math.max(1, (cells + width - 1) / width);
    }

    /** The last line that is shown as a whole. */
    int bottom() {
        int used = 0;
        int line = top;
        while (line < text.size() && used + rows(line) <= height()) {
            used += rows(line++);
        }
        return Math.max(top, line - 1);
    }

    /** Scrolls so that the cursor is shown: by little, or to the middle if it is far away. */
    void follow() {
        top = Math.max(0, Math.min(top, text.size() - 1));
        if (text.row < top) {
            if (distance(text.row, top) < height() - 1) {
                top = text.row;
            } else {
                centre();
            }
        } else if (text.row > bottom()) {
            if (distance(bottom() + 1, text.row + 1) <= height()) {
                top = topFor(text.row);
            } else {
                centre();
            }
        }
    }

    private int distance(int from, int to) {
        int rows = 0;
        for (int line = from; line < to && rows <= height(); line++) {
            rows += rows(line);
        }
        return rows;
    }

    /** The first line of a window whose last one is {@code last}. */
    int topFor(int last) {
        int used = rows(last);
        int line = last;
        while (line > 0 && used + rows(line - 1) <= height()) {
            used += rows(--line);
        }
        return line;
    }

    private void centre() {
        int half = height() / 2;
        int line = text.row;
        int used = 0;
        while (line > 0 && used + rows(line - 1) <= half) {
            used += rows(--line);
        }
        top = Math.min(line, topFor(text.size() - 1));
        if (text.row < top) {
            top = text.row;
        }
    }

    void say(String what) {
        message = what;
        alert = false;
    }

    void alert(String what) {
        message = what;
        alert = true;
    }

    /** Draws everything; {@code typed} is a command being typed, or null. */
    void paint(String typed, int typedAt, String mode) throws IOException {
        follow();
        Canvas canvas = screen.canvas();
        int shift = pages.size();
        int[] cursor = text(canvas, shift == 0 ? 0 : shift);
        for (int i = 0; i < intro.size() && text.isEmpty(); i++) {
            String line = intro.get(i);
            canvas.put(
                    (canvas.rows() - intro.size()) / 2 + i, (canvas.columns() - line.length()) / 2, line, Style.PLAIN);
        }
        int last = canvas.rows() - 1;
        if (typed != null) {
            canvas.fill(last, 0, Style.PLAIN);
            int at = canvas.put(last, 0, clean(typed.substring(0, typedAt)), Style.PLAIN);
            canvas.put(last, at, clean(typed.substring(typedAt)), Style.PLAIN);
            canvas.cursor(last, at);
        } else if (shift > 0) {
            for (int i = 0; i < shift; i++) {
                int r = last - shift + i;
                if (r >= 0) {
                    canvas.fill(r, 0, Style.PLAIN);
                    canvas.put(r, 0, clean(pages.get(i)), Style.PLAIN);
                }
            }
            int end = canvas.put(last, 0, "Press ENTER or type command to continue", Style.PLAIN);
            canvas.cursor(last, end);
        } else {
            String shown = options.compatible || mode.isEmpty() ? message : mode;
            canvas.put(
                    last,
                    0,
                    clean(shown),
                    alert && shown.equals(message)
                            ? Style.colours(7, 1)
                            : shown.equals(mode) ? Style.BOLD : Style.PLAIN);
            if (!options.compatible) {
                ruler(canvas, last);
            }
            canvas.cursor(cursor[0], cursor[1]);
        }
        screen.paint(canvas);
    }

    private static String clean(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(it -> out.append(ViCells.shown(it, out.length(), 8, false)));
        return out.toString();
    }

    private void ruler(Canvas canvas, int row) {
        int column = ViCells.column(text.line(), text.x, options.tab, false);
        String where = (text.row + 1) + ","
                + (text.line().isEmpty()
                        ? "0-1"
                        : column == text.x ? "" + (text.x + 1) : (text.x + 1) + "-" + (column + 1));
        boolean first = top == 0;
        boolean end = bottom() >= text.size() - 1;
        String part = first && end
                ? "All"
                : first ? "Top" : end ? "Bot" : (100 * top / Math.max(1, top + text.size() - bottom() - 1)) + "%";
        canvas.put(row, canvas.columns() - RULER, String.format("%-14s%s", where, part), Style.PLAIN);
    }

    /** Draws the text, moved up by some rows, and gives the cursor's row and column. */
    private int[] text(Canvas canvas, int up) {
        int row = -up;
        int[] cursor = {0, 0};
        int margin = margin();
        int width = canvas.columns();
        int line = top;
        for (; line < text.size() && row + up < height(); line++) {
            if (row + up + rows(line) > height()) {
                for (; row + up < height(); row++) {
                    canvas.put(row, 0, "@", Style.PLAIN);
                }
                break;
            }
            if (margin > 0) {
                canvas.put(row, 0, String.format("%" + (margin - 1) + "d ", line + 1), Style.PLAIN);
            }
            line(canvas, row, margin, line, cursor);
            row += rows(line);
        }
        for (; row + up < height(); row++) {
            canvas.put(row, 0, "~", Style.PLAIN);
        }
        cursor[0] = Math.min(cursor[0], canvas.rows() - 1);
        cursor[1] = Math.min(cursor[1], width - 1);
        return cursor;
    }

    private void line(Canvas canvas, int first, int margin, int line, int[] cursor) {
        String all = text.line(line);
        int width = canvas.columns();
        int column = 0;
        for (int at = 0; at <= all.length(); ) {
            int point = at < all.length() ? all.codePointAt(at) : -1;
            String shown =
                    point < 0 ? options.list ? "$" : "" : ViCells.shown(point, column, options.tab, options.list);
            boolean here = line == text.row && at == text.x;
            int cells = point < 0 ? shown.length() : ViCells.width(point, column, options.tab, options.list);
            if (here) {
                int spot = margin + column + (point == '\t' && !options.list && !options.inserting ? cells - 1 : 0);
                cursor[0] = first + spot / width;
                cursor[1] = spot % width;
            }
            Style style = selected(line, at) ? Style.REVERSE : Style.PLAIN;
            int cell = margin + column;
            if (cells == shown.length() && cells != 1) {
                for (int i = 0; i < shown.length(); i++) {
                    canvas.put(first + (cell + i) / width, (cell + i) % width, shown.substring(i, i + 1), style);
                }
            } else {
                canvas.put(first + cell / width, cell % width, shown, style);
            }
            column += cells;
            at += point < 0 ? 1 : Character.charCount(point);
        }
    }

    private boolean selected(int line, int at) {
        if (visualFrom == null) {
            return false;
        }
        Spot here = text.spot();
        Spot from = visualFrom.compareTo(here) <= 0 ? visualFrom : here;
        Spot to = visualFrom.compareTo(here) <= 0 ? here : visualFrom;
        if (visualLines) {
            return line >= from.row() && line <= to.row();
        }
        Spot each = new Spot(line, at);
        return each.compareTo(from) >= 0 && each.compareTo(to) <= 0;
    }
}
