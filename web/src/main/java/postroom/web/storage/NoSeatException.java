package postroom.web.storage;

/** A student cannot sit there, or not under that name. */
public final class NoSeatException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What stands in the way. */
    public enum Why {
        /** All seats of the class are taken. */
        FULL,
        /** Somebody else in the class has this name. */
        NAME_TAKEN
    }

    private final Why why;

    NoSeatException(Why why) {
        super(why.name(), null, false, false);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
