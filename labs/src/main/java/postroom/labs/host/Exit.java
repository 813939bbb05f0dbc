package postroom.labs.host;

/** Unwinds the thread of a process that ends itself from deep within ({@code exit(3)}). */
public final class Exit extends Error {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** Ends the process with {@code status}, of which the lowest eight bits count. */
    public Exit(int status) {
        super("exit " + status, null, false, false);
        this.status = status & 0xFF;
    }

    /** 0 to 255. */
    public int status() {
        return status;
    }
}
