package postroom.labs.debian.openssl.app;

/** The end of a command before its last line: everything that had to be said was said. */
public final class Quit extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** Ends with an exit status. */
    public Quit(int status) {
        super(null, null, false, false);
        this.status = status;
    }

    /** The exit status. */
    public int status() {
        return status;
    }
}
