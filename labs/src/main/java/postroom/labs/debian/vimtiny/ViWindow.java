package postroom.labs.debian.vimtiny;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.editing.Place;
import postroom.labs.terminal.screen.Canvas;
import postroom.labs.terminal.screen.FullScreen;
import postroom.labs.terminal.screen.Style;

/** The window on the text: what it shows, the line of messages below, the ruler. */
final class ViWindow {
    private static final int REPORT = 2;
    private static final int RULER = 18;
    private static final ViCells MESSAGE_CELLS = new ViCells(8, false);

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

    /** What the last line says the mode is. */
    ViMode mode = ViMode.NORMAL;
    /** Where what is selected begins; null if nothing is. */
    Place visualFrom;

    ViWindow(FullScreen screen, ViText text, ViOptions options) {
        this.screen = screen;
        this.text = text;
        this.options = options;
    }

    int height() {
        return Math.max(1, screen.rows() - 1);
    }

    private int margin() {
        return options.numbers ? Math.max(8, Integer.toString(text.size()).length() + 1) : 0;
    }

    /** How many rows a line takes. */
    int rows(int line) {
        int width = screen.columns();
        int cells = margin() + options.shownCells().of(text.line(line)) + (options.list ? 1 : 0);
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

    /** Whether so many lines are worth a message. */
    static boolean isMany(int lines) {
        return lines > REPORT;
    }

    /** Says how many lines came or went, if they are many. */
    void sayGrowth(int growth) {
        if (isMany(Math.abs(growth))) {
            say(Math.abs(growth) + (growth > 0 ? " more lines" : " fewer lines"));
        } else if (growth < 0 || growth > 0 && message.startsWith(":")) {
            say("");
        }
    }

    void alert(String what) {
        message = what;
        alert = true;
    }

    /** Draws everything. */
    void paint() throws IOException {
        paint(null, 0);
    }

    /** Draws everything; {@code typed} is a command being typed, or null. */
    void paint(String typed, int typedAt) throws IOException {
        follow();
        Canvas canvas = screen.canvas();
        int shift = pages.size();
        int[] cursor = text(canvas, shift);
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
            boolean mute = options.compatible || mode == ViMode.NORMAL;
            Style style = !mute ? Style.BOLD : alert ? Style.colours(7, 1) : Style.PLAIN;
            canvas.put(last, 0, clean(mute ? message : mode.title()), style);
            if (!options.compatible) {
                ruler(canvas, last);
            }
            canvas.cursor(cursor[0], cursor[1]);
        }
        screen.paint(canvas);
    }

    private static String clean(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(it -> out.append(MESSAGE_CELLS.shown(it, out.length())));
        return out.toString();
    }

    private void ruler(Canvas canvas, int row) {
        int column = options.cells().at(text.line(), text.x);
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
        ViCells cells = options.shownCells();
        int width = canvas.columns();
        int column = 0;
        for (int at = 0; at <= all.length(); ) {
            int point = at < all.length() ? all.codePointAt(at) : -1;
            String shown = point < 0 ? options.list ? "$" : "" : cells.shown(point, column);
            boolean here = line == text.row && at == text.x;
            int wide = point < 0 ? shown.length() : cells.of(point, column);
            if (here) {
                int spot = margin + column + (point == '\t' && !options.list && !mode.inserts() ? wide - 1 : 0);
                cursor[0] = first + spot / width;
                cursor[1] = spot % width;
            }
            Style style = selected(line, at) ? Style.REVERSE : Style.PLAIN;
            int cell = margin + column;
            if (wide == shown.length() && wide != 1) {
                for (int i = 0; i < shown.length(); i++) {
                    canvas.put(first + (cell + i) / width, (cell + i) % width, shown.substring(i, i + 1), style);
                }
            } else {
                canvas.put(first + cell / width, cell % width, shown, style);
            }
            column += wide;
            at += point < 0 ? 1 : Character.charCount(point);
        }
    }

    private boolean selected(int line, int at) {
        if (visualFrom == null) {
            return false;
        }
        Place here = text.place();
        Place from = visualFrom.compareTo(here) <= 0 ? visualFrom : here;
        Place to = visualFrom.compareTo(here) <= 0 ? here : visualFrom;
        if (mode == ViMode.VISUAL_LINES) {
            return line >= from.row() && line <= to.row();
        }
        Place each = new Place(line, at);
        return each.compareTo(from) >= 0 && each.compareTo(to) <= 0;
    }
}
