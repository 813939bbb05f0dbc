package postroom.labs.debian.dnsmasqbase;

/** What dnsmasq dies of at its start: a message and an exit status. */
final class Fault extends Exception {
    /** Bad configuration. */
    static final int BADCONF = 1;
    /** An address or a port that it cannot have. */
    static final int BADNET = 2;
    /** A file. */
    static final int FILE = 3;

    private static final long serialVersionUID = 1L;

    private final int status;

    Fault(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
