package postroom.labs.debian.whiptail;

import postroom.labs.terminal.screen.Canvas;
import postroom.labs.terminal.screen.Stroke;
import postroom.labs.terminal.screen.Style;

/** A component of a newt form: draws itself and may take keys. Places are given relative to the window's inside. */
interface Part {
    /** The colours of a window. */
    Style WINDOW = Style.colours(0, 7);
    /** What has the focus. */
    Style ACTIVE = Style.colours(7, 1);
    /** Where something is typed, or chosen without having the focus. */
    Style FIELD = Style.colours(7, 4);

    /** Draws it on a window whose inside begins at a cell. */
    void draw(Canvas canvas, int row, int column, boolean focus);

    /** Takes a key; false if it is none of its own. */
    boolean key(Stroke stroke);

    /** True if it can have the focus. */
    default boolean focusable() {
        return true;
    }
}
