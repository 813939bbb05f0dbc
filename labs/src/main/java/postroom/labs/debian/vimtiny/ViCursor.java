package postroom.labs.debian.vimtiny;

import postroom.labs.debian.editing.Characters;

/** The column to which the cursor returns when it goes up and down, and where it may stand. */
final class ViCursor {
    private final ViText text;
    private final ViOptions options;
    private int wanted;

    ViCursor(ViText text, ViOptions options) {
        this.text = text;
        this.options = options;
    }

    /** Going up and down keeps to the column where the cursor is now. */
    void settle() {
        wanted = options.cells().at(text.line(), text.x);
    }

    /** Going up and down keeps to the ends of lines. */
    void settleAtEnd() {
        wanted = Integer.MAX_VALUE;
    }

    /** The index in a line that is in the column to keep to. */
    int indexIn(int row) {
        return options.cells().index(text.line(row), wanted);
    }

    /** In normal mode the cursor stands on a character. */
    void clamp() {
        String line = text.line();
        if (text.x >= line.length()) {
            text.x = Characters.before(line, line.length());
        }
    }
}
