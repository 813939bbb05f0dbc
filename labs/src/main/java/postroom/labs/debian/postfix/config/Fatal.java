package postroom.labs.debian.postfix.config;

/** What ends a Postfix program: its message is logged as {@code fatal: ...}, the exit status is not 0. */
public final class Fatal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** A fatal error with exit status 1. */
    public Fatal(String message) {
        this(message, 1);
    }

    /** A fatal error with another exit status, as {@code sysexits.h} has them for sendmail(1). */
    public Fatal(String message, int status) {
        super(message, null, false, false);
        this.status = status;
    }

    /** The exit status of the program that it ends. */
    public int status() {
        return status;
    }
}
