package postroom.labs.debian.postfix.table;

/** A look-up that could not be done; nothing is known of the key. */
public final class TableError extends Exception {
    private static final long serialVersionUID = 1L;

    /** An error with the text that is logged. */
    public TableError(String message) {
        super(message, null, false, false);
    }
}
