package postroom.labs.debian.cron;

/** A line of a crontab that cannot be read; the message is cron's: {@code bad minute}. */
final class BadEntry extends Exception {
    private static final long serialVersionUID = 1L;

    BadEntry(String message) {
        super(message, null, false, false);
    }
}
