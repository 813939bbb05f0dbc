package postroom.labs.debian.whiptail;

import postroom.labs.terminal.screen.Canvas;
import postroom.labs.terminal.screen.Stroke;

/** A button of one line. */
record ButtonPart(String label, int row, int column) implements Part {
    @Override
    public void draw(Canvas canvas, int top, int left, boolean focus) {
        canvas.put(top + row, left + column, "<" + label + ">", focus ? ACTIVE : WINDOW);
        if (focus) {
            canvas.cursor(top + row, left + column + 1);
        }
    }

    @Override
    public boolean key(Stroke stroke) {
        return false;
    }
}
