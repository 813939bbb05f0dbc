package postroom.labs.debian.passwd;

/** Ends a program of the shadow suite with a message, to which its name is put, and an exit status. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final boolean usage;

    private Refusal(int status, String message, boolean usage) {
        super(message, null, false, false);
        this.status = status;
        this.usage = usage;
    }

    /** The message, null for none, and the status. */
    static Refusal of(int status, String message) {
        return new Refusal(status, message, false);
    }

    /** The message, null for none, and after it the usage text. */
    static Refusal usage(int status, String message) {
        return new Refusal(status, message, true);
    }

    int status() {
        return status;
    }

    boolean showsUsage() {
        return usage;
    }
}
