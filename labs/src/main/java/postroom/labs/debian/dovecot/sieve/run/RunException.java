package postroom.labs.debian.dovecot.sieve.run;

/** A script cannot go on. */
public final class RunException extends Exception {
    private static final long serialVersionUID = 1;

    private final int line;

    RunException(int line, String text) {
        super(text, null, false, false);
        this.line = line;
    }

    /** Where in the script. */
    public int line() {
        return line;
    }
}
