package postroom.server.imap.syntax;

/** A command that cannot be understood; the message is what stands behind {@code BAD Error in IMAP command NAME:}. */
public final class BadCommand extends Exception {
    private static final long serialVersionUID = 1;

    /** With the complaint. */
    public BadCommand(String message) {
        super(message, null, false, false);
    }
}
