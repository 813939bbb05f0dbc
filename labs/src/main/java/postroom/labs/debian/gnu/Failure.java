package postroom.labs.debian.gnu;

/** Ends a program with a message, to which its name is put, and an exit status. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final boolean hint;

    private Failure(int status, String message, boolean hint) {
        super(message, null, false, false);
        this.status = status;
        this.hint = hint;
    }

    /** A failure with the message after {@code NAME: }. */
    public static Failure of(int status, String message) {
        return new Failure(status, message, false);
    }

    /** The same, followed by the line that points to {@code --help}; the status is that of the program's usage errors. */
    public static Failure usage(String message) {
        return new Failure(-1, message, true);
    }

    /** The same with a status of its own. */
    public static Failure usage(int status, String message) {
        return new Failure(status, message, true);
    }

    int status() {
        return status;
    }

    /** Whether the line that points to {@code --help} follows. */
    public boolean hint() {
        return hint;
    }
}
