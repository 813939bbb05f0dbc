package postroom.labs.debian.whiptail;

import java.util.ArrayList;
import java.util.List;
import postroom.labs.terminal.CharWidth;
import postroom.labs.terminal.screen.Canvas;
import postroom.labs.terminal.screen.Stroke;

/** A text of several lines; where it does not fit and may scroll, the keys move it. */
final class TextPart implements Part {
    private final int top;
    private final int width;
    private final int height;
    private final boolean scrolls;
    private final List<String> lines;
    private int first;

    TextPart(String text, int top, int width, int maximum, boolean scrolls) {
        this.top = top;
        this.width = width;
        this.scrolls = scrolls;
        this.lines = wrapped(text, Math.max(1, width));
        this.height = Math.max(0, Math.min(lines.size(), maximum));
    }

    /** Breaks lines at blanks so that none is wider than {@code width} cells, and longer words anywhere. */
    static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            String rest = paragraph;
            while (CharWidth.of(rest) > width) {
                int end = cut(rest, width);
                int blank = rest.lastIndexOf(' ', end);
                boolean atBlank = blank > 0 && !rest.substring(0, blank).isBlank();
                lines.add(rest.substring(0, atBlank ? blank : end).stripTrailing());
                rest = atBlank ? rest.substring(blank + 1) : rest.substring(end);
            }
            lines.add(rest);
        }
        return lines;
    }

    private static int cut(String text, int width) {
        int cells = 0;
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            int next = cells + Math.max(0, CharWidth.of(point));
            if (next > width) {
                break;
            }
            cells = next;
            at += Character.charCount(point);
        }
        return Math.max(at, 1);
    }

    /** How many lines are seen. */
    int height() {
        return height;
    }

    @Override
    public boolean focusable() {
        return scrolls;
    }

    @Override
    public void draw(Canvas canvas, int row, int column, boolean focus) {
        for (int i = 0; i < height; i++) {
            canvas.put(row + top + i, column + 1, lines.get(first + i), WINDOW);
        }
        if (scrolls) {
            // newt clears the form's rectangle, which reaches over the frame down to the buttons
            canvas.fill(row + top, column + width + 2, height + 2, 1, WINDOW);
        }
        if (focus) {
            canvas.cursor(row + top, column + 1);
        }
    }

    @Override
    public boolean key(Stroke stroke) {
        int last = lines.size() - height;
        switch (stroke.name()) {
            case "Up" -> first = Math.max(0, first - 1);
            case "Down" -> first = Math.min(last, first + 1);
            case "PageUp" -> first = Math.max(0, first - height);
            case "PageDown" -> first = Math.min(last, first + height);
            default -> {
                return false;
            }
        }
        return true;
    }
}
