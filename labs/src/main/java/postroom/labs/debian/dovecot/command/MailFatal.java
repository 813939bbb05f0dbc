package postroom.labs.debian.dovecot.command;

/** The end of a command with a message. */
final class MailFatal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    MailFatal(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
