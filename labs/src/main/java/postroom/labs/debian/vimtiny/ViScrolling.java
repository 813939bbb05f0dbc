package postroom.labs.debian.vimtiny;

/** The keys that scroll the window and take the cursor along. */
final class ViScrolling {
    private final ViText text;
    private final ViWindow window;
    private final ViCursor cursor;

    ViScrolling(ViText text, ViWindow window, ViCursor cursor) {
        this.text = text;
        this.window = window;
        this.cursor = cursor;
    }

    /** False if the key does not scroll. */
    boolean scroll(String key, int count) {
        switch (key) {
            case "^F", "PageDown", "S-Down" -> pageDown();
            case "^B", "PageUp", "S-Up" -> pageUp();
            case "^D" -> halfDown();
            case "^U" -> halfUp();
            case "^E" -> {
                window.top = Math.min(text.size() - 1, window.top + Math.max(1, count));
                text.go(Math.max(text.row, window.top), text.x);
            }
            case "^Y" -> {
                window.top = Math.max(0, window.top - Math.max(1, count));
                text.go(Math.min(text.row, window.bottom()), text.x);
            }
            default -> {
                return false;
            }
        }
        cursor.settle();
        return true;
    }

    private void pageDown() {
        boolean end = window.bottom() == text.size() - 1;
        window.top = end ? text.size() - 1 : Math.max(window.top + 1, window.bottom() - 1);
        text.goToText(Math.max(text.row, window.top));
        window.say("");
    }

    private void pageUp() {
        int last = Math.min(text.size() - 1, window.top + 1);
        boolean more = last > window.top;
        window.top = window.topFor(last);
        text.goToText(more ? last : Math.min(text.row, window.bottom()));
        window.say("");
    }

    private int half() {
        return Math.max(1, window.height() / 2);
    }

    private void halfDown() {
        int by = Math.min(half(), text.size() - 1 - text.row);
        window.top += Math.max(0, Math.min(by, text.size() - 1 - window.bottom()));
        text.goToText(text.row + by);
    }

    private void halfUp() {
        int by = Math.min(half(), text.row);
        window.top = Math.max(0, window.top - by);
        text.goToText(text.row - by);
    }

    /** {@code z}: puts the cursor's line at an edge of the window or in its middle. */
    void placeLine(String key) {
        switch (key) {
            case "t", "^M" -> window.top = text.row;
            case "b", "-" -> window.top = window.topFor(text.row);
            case "z", "." -> window.top = Math.max(0, text.row - window.height() / 2);
            default -> {}
        }
    }
}
