package postroom.labs.terminal;

/** What the keys mean at the moment: a line is edited, something is searched, a question waits for its answer. */
interface Mode {
    /** Takes a key; the mode that the next one belongs to. */
    Mode key(Key key);

    /** What the line looks like now, or null if this mode draws for itself. */
    Layout layout(int columns);
}
