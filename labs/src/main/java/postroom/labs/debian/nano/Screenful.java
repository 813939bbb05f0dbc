package postroom.labs.debian.nano;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.editing.Characters;
import postroom.labs.debian.editing.Place;
import postroom.labs.terminal.screen.Canvas;
import postroom.labs.terminal.screen.FullScreen;
import postroom.labs.terminal.screen.Style;

/** Draws the editor: title bar, text, status bar and the two lines of help. */
final class Screenful {
    private static final int STROKES_OF_A_MESSAGE = 20;
    private static final Style ALERT = Style.colours(7, 1).withBold();
    private static final Style SPOTLIGHT = Style.colours(0, 3);

    private final FullScreen screen;
    private final Options options;
    private final Breadth breadth;
    private String message = "";
    private boolean alert;
    private int messageLife;
    private int spotColumn = -1;
    private int spotWidth;

    Screenful(FullScreen screen, Options options) {
        this.screen = screen;
        this.options = options;
        this.breadth = new Breadth(options.tabSize);
    }

    FullScreen terminal() {
        return screen;
    }

    Breadth breadth() {
        return breadth;
    }

    /** How many rows of text are shown. */
    int height() {
        return Math.max(1, screen.rows() - (options.noHelp ? 2 : 4));
    }

    /** Shows a message on the status bar for some strokes. */
    void say(String text) {
        message = text;
        alert = false;
        messageLife = options.quickBlank ? 1 : STROKES_OF_A_MESSAGE;
    }

    /** Shows a message that something is wrong. */
    void alert(String text) {
        say(text);
        alert = true;
    }

    boolean says() {
        return !message.isEmpty();
    }

    void hush() {
        message = "";
    }

    /** A stroke has come. */
    void age() {
        if (messageLife > 0 && --messageLife == 0) {
            message = "";
        }
    }

    /** Marks a match on the cursor's line. */
    void spotlight(int column, int width) {
        spotColumn = column;
        spotWidth = width;
    }

    int margin(TextBuffer text) {
        if (!options.lineNumbers) {
            return 0;
        }
        int margin = Math.max(2, Integer.toString(text.size()).length()) + 1;
        return margin > screen.columns() - 4 ? 0 : margin;
    }

    /** Everything but what a question puts at the bottom, the cursor in the text. */
    Canvas draw(List<TextBuffer> buffers, int current) {
        TextBuffer text = buffers.get(current);
        Canvas canvas = screen.canvas();
        title(canvas, buffers, current);
        text(canvas, text);
        status(canvas);
        if (!options.noHelp) {
            Menu.MAIN.draw(canvas, buffers.size() > 1);
        }
        return canvas;
    }

    void paint(Canvas canvas) throws IOException {
        screen.paint(canvas);
    }

    private void title(Canvas canvas, List<TextBuffer> buffers, int current) {
        TextBuffer text = buffers.get(current);
        String left =
                buffers.size() > 1 || text.ranked ? "[" + (current + 1) + "/" + buffers.size() + "]" : "GNU nano 7.2";
        String path = text.name.isEmpty() ? "New Buffer" : text.name;
        String state = options.view ? "View" : "+.xxxxx";
        int at = heading(canvas, left, path, state);
        if (options.view) {
            return;
        }
        if (text.modified()) {
            canvas.put(0, at, " *", Style.REVERSE);
        }
        String flags = (options.autoIndent ? "I" : " ")
                + (text.mark != null ? "M" : " ")
                + (options.breakLongLines ? "L" : " ");
        canvas.put(0, canvas.columns() - 7, flags, Style.REVERSE);
    }

    /** The title bar's common part; gives the column behind the path. */
    static int heading(Canvas canvas, String left, String path, String state) {
        int columns = canvas.columns();
        canvas.fill(0, 0, Style.REVERSE);
        Breadth cells = new Breadth(8);
        int leftWidth = left.length() + 3;
        int pathWidth = cells.of(path) + (state.isEmpty() ? 0 : 1);
        int stateWidth = state.length() + 2;
        if (leftWidth + pathWidth + stateWidth <= columns) {
            canvas.put(0, 2, left, Style.REVERSE);
        } else {
            leftWidth = 2;
            if (leftWidth + pathWidth + stateWidth > columns) {
                leftWidth = 0;
                stateWidth -= 2;
            }
        }
        int offset = leftWidth > 0 ? leftWidth + (columns - leftWidth - stateWidth - pathWidth) / 2 : 0;
        String caption = cells.shown(path, false);
        if (pathWidth + stateWidth > columns && 5 + stateWidth <= columns) {
            caption = "..." + caption.substring(Math.min(caption.length(), 3 + pathWidth - columns + stateWidth));
        }
        int at = canvas.put(0, offset, caption, Style.REVERSE);
        if (state.equals("View")) {
            canvas.put(0, columns - stateWidth, state, Style.REVERSE);
        }
        return at;
    }

    private void text(Canvas canvas, TextBuffer text) {
        int margin = margin(text);
        int width = canvas.columns() - margin;
        for (int r = 0; r < height() && text.top + r < text.size(); r++) {
            int row = text.top + r;
            if (margin > 0) {
                canvas.put(1 + r, 0, String.format("%" + (margin - 1) + "d", row + 1), Style.REVERSE);
            }
            int start = row == text.row ? pageStart(breadth.at(text.line(), text.x), width) : 0;
            line(canvas, 1 + r, margin, text.line(row), start, width);
            marked(canvas, text, row, 1 + r, margin, start);
        }
        int column = breadth.at(text.line(), text.x);
        int start = pageStart(column, width);
        if (spotColumn >= 0) {
            String shown = breadth.shown(text.line(), options.showBlanks);
            restyle(
                    canvas,
                    1 + text.row - text.top,
                    margin,
                    shown,
                    start,
                    spotColumn,
                    spotColumn + spotWidth,
                    SPOTLIGHT);
            spotColumn = -1;
        }
        canvas.cursor(1 + text.row - text.top, margin + column - start);
    }

    /** Where a long line's part on the screen begins. */
    static int pageStart(int column, int width) {
        if (column == 0 || column + 2 < width) {
            return 0;
        }
        return width > 8 ? column - 6 - (column - 6) % (width - 8) : column - (width - 2);
    }

    private void line(Canvas canvas, int row, int margin, String line, int start, int width) {
        String shown = breadth.shown(line, options.showBlanks);
        put(canvas, row, margin, shown, start, width, Style.PLAIN);
        if (start > 0) {
            canvas.put(row, margin, "<", Style.REVERSE);
        }
        if (breadth.of(line) > start + width) {
            canvas.put(row, margin + width - 1, ">", Style.REVERSE);
        }
    }

    private static final Breadth CELLS = new Breadth(8);

    private static void put(Canvas canvas, int row, int margin, String shown, int start, int width, Style style) {
        int from = CELLS.index(shown, start);
        int skipped = CELLS.at(shown, from);
        int at = margin;
        if (skipped < start && from < shown.length()) {
            from = Characters.after(shown, from);
            at = margin + CELLS.at(shown, from) - start;
        }
        canvas.put(row, at, shown.substring(from, CELLS.index(shown, start + width)), style);
    }

    /** Shows in reverse what is marked of a line. */
    private void marked(Canvas canvas, TextBuffer text, int row, int at, int margin, int start) {
        if (text.mark == null) {
            return;
        }
        Place from = text.mark.compareTo(text.place()) < 0 ? text.mark : text.place();
        Place to = text.mark.compareTo(text.place()) < 0 ? text.place() : text.mark;
        if (row < from.row() || row > to.row()) {
            return;
        }
        String line = text.line(row);
        int first = row == from.row() ? breadth.at(line, from.x()) : 0;
        int last = row == to.row() ? breadth.at(line, to.x()) : breadth.of(line);
        restyle(canvas, at, margin, breadth.shown(line, options.showBlanks), start, first, last, Style.REVERSE);
    }

    private static void restyle(
            Canvas canvas, int row, int margin, String shown, int start, int first, int last, Style style) {
        int from = Math.max(first, start);
        if (last > from) {
            String part = shown.substring(CELLS.index(shown, from), CELLS.index(shown, last));
            canvas.put(row, margin + from - start, part, style);
        }
    }

    private void status(Canvas canvas) {
        if (message.isEmpty()) {
            return;
        }
        int row = canvas.rows() - (options.noHelp ? 1 : 3);
        String shown = breadth.shown(message, false);
        int start = (canvas.columns() - CELLS.of(shown)) / 2;
        Style style = alert ? ALERT : Style.REVERSE;
        if (start > 1) {
            canvas.put(row, start - 2, "[ " + shown + " ]", style);
        } else {
            canvas.put(row, Math.max(0, start), shown.substring(0, CELLS.index(shown, canvas.columns())), style);
        }
    }
}
