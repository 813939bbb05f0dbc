package postroom.labs.terminal;

/**
 * What one character puts on the screen.
 *
 * @param before bytes without a place of their own that must be sent first (colours in a prompt), often empty
 * @param text the character with its combining marks
 * @param width columns, 0 to 2
 * @param standout shown in reverse video: pasted text, what a search found
 */
record Cell(String before, String text, int width, boolean standout) {
    static final Cell SPACE;

    /** Plain ASCII is shared, so that a prompt waiting for a student costs a few references. */
    private static final Cell[] ASCII = new Cell[0x7F];

    static {
        for (int c = 0x20; c < ASCII.length; c++) {
            ASCII[c] = new Cell("", Character.toString(c), 1, false);
        }
        SPACE = ASCII[' '];
    }

    /** The cell of a printable character. */
    static Cell of(int codePoint, boolean standout) {
        if (codePoint < ASCII.length && !standout) {
            return ASCII[codePoint];
        }
        return new Cell("", Character.toString(codePoint), CharWidth.of(codePoint), standout);
    }

    /** The same cell with a combining mark on it. */
    Cell with(int mark) {
        return new Cell(before, text + Character.toString(mark), width, standout);
    }

    /** The same cell behind some invisible bytes. */
    Cell behind(String invisible) {
        return invisible.isEmpty() ? this : new Cell(invisible + before, text, width, standout);
    }

    boolean isSpace() {
        return text.equals(" ");
    }
}
