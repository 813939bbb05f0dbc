package postroom.server.mailbox;

/** Why a mailbox could not be used. The message is the text that a client is told. */
public final class MailboxException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** Kinds of failures, as IMAP's response codes tell them apart (RFC 5530). */
    public enum Reason {
        /** There is no such mailbox. */
        NOT_FOUND,
        /** There is one already. */
        EXISTS,
        /** That cannot be, whoever asks. */
        CANNOT,
        /** Not for this user. */
        PERMISSION,
        /** No room is left. */
        OVER_QUOTA,
        /** The message has gone meanwhile. */
        EXPUNGED,
        /** Something else, without a code. */
        OTHER,
        /** The storage is broken; the log knows more. */
        INTERNAL
    }

    /** A failure. */
    public MailboxException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** There is no such mailbox. */
    public static MailboxException notFound(String name) {
        return new MailboxException(Reason.NOT_FOUND, "Mailbox doesn't exist: " + name);
    }

    /** What kind it is. */
    public Reason reason() {
        return reason;
    }
}
