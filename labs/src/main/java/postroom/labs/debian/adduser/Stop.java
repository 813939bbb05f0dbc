package postroom.labs.debian.adduser;

/** Ends adduser or deluser with a message, to which its name is put, and an exit status. */
final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    Stop(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
