package postroom.labs.debian.dovecot.delivery;

/**
 * What became of a message.
 *
 * @param kind saved, or why not
 * @param text what the sender is told
 */
public record Outcome(Kind kind, String text) {
    static final Outcome SAVED = new Outcome(Kind.SAVED, "");

    /** Ways in which it can end. */
    public enum Kind {
        /** It is where it should be. */
        SAVED,
        /** The mailbox is full. */
        OVER_QUOTA,
        /** Try again later. */
        FAILED
    }

    /** Whether it was delivered, or done with. */
    public boolean isSaved() {
        return kind == Kind.SAVED;
    }
}
