package postroom.labs.debian.getopt;

/** A command line that does not fit; the message begins with the program's name, as {@code getopt(3)} prints it. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    /** A complaint as it is to be printed, without the line feed. */
    public UsageException(String message) {
        super(message, null, false, false);
    }
}
