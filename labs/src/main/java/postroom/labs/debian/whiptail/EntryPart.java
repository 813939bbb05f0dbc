package postroom.labs.debian.whiptail;

import postroom.labs.terminal.CharWidth;
import postroom.labs.terminal.screen.Canvas;
import postroom.labs.terminal.screen.Stroke;

/** A line to type in; what is longer than the field moves below it. */
final class EntryPart implements Part {
    private static final int LONGEST = 4096;

    private final int top;
    private final int width;
    private final boolean hidden;
    private final StringBuilder value;
    private int cursor;
    private int first;

    EntryPart(String value, int top, int width, boolean hidden) {
        this.top = top;
        this.width = width;
        this.hidden = hidden;
        this.value = new StringBuilder(value);
        this.cursor = value.length();
    }

    String value() {
        return value.toString();
    }

    @Override
    public void draw(Canvas canvas, int row, int column, boolean focus) {
        String shown = hidden ? "*".repeat(value.length()) : value.toString();
        if (cursor < first) {
            first = cursor;
        } else if (cursor - first >= width) {
            first = cursor - width + 1;
        }
        String seen = shown.substring(Math.min(first, shown.length()), Math.min(shown.length(), first + width));
        canvas.put(row + top, column + 1, seen + "_".repeat(Math.max(0, width - CharWidth.of(seen))), FIELD);
        if (focus) {
            canvas.cursor(row + top, column + 1 + CharWidth.of(shown.substring(first, cursor)));
        }
    }

    @Override
    public boolean key(Stroke stroke) {
        if (stroke.is(Stroke.PASTE)) {
            insert(stroke.text().lines().findFirst().orElse(""));
            return true;
        }
        if (stroke.isText()) {
            insert(stroke.name());
            return true;
        }
        switch (stroke.name()) {
            case "^?", "^H" -> {
                if (cursor > 0) {
                    int start = before();
                    value.delete(start, cursor);
                    cursor = start;
                }
            }
            case "^D", "Delete" -> {
                if (cursor < value.length()) {
                    value.delete(cursor, after());
                }
            }
            case "^U" -> {
                value.setLength(0);
                cursor = 0;
            }
            case "^K" -> value.setLength(cursor);
            case "^A", "Home" -> cursor = 0;
            case "^E", "End" -> cursor = value.length();
            case "Left", "^B" -> cursor = cursor > 0 ? before() : 0;
            case "Right", "^F" -> cursor = cursor < value.length() ? after() : cursor;
            default -> {
                return false;
            }
        }
        return true;
    }

    private int before() {
        return value.offsetByCodePoints(cursor, -1);
    }

    private int after() {
        return value.offsetByCodePoints(cursor, 1);
    }

    private void insert(String text) {
        if (value.length() + text.length() <= LONGEST) {
            value.insert(cursor, text);
            cursor += text.length();
        }
    }
}
