package postroom.labs.debian.dovecot.query;

/** A query that cannot be understood. */
public final class BadQuery extends Exception {
    private static final long serialVersionUID = 1L;

    BadQuery(String message) {
        super(message);
    }
}
