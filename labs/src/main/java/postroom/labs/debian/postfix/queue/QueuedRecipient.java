package postroom.labs.debian.postfix.queue;

/**
 * A recipient in a queue file.
 *
 * @param offset where its record begins; 0 while it is in no file
 * @param address where the message goes
 * @param original what it was before it was rewritten; empty if unknown
 * @param dsnOriginal ORCPT ({@code rfc822;...}); empty if none
 * @param notifyFlags NOTIFY flags: {@link #NEVER} and so on; 0 if not given
 * @param done nothing more is to be done
 */
public record QueuedRecipient(
        int offset, String address, String original, String dsnOriginal, int notifyFlags, boolean done) {
    /** NOTIFY=NEVER. */
    public static final int NEVER = 1;
    /** NOTIFY=SUCCESS. */
    public static final int SUCCESS = 2;
    /** NOTIFY=DELAY. */
    public static final int DELAY = 4;
    /** NOTIFY=FAILURE. */
    public static final int FAILURE = 8;

    /** A recipient that is in no file yet. */
    public static QueuedRecipient of(String address, String original, String dsnOriginal, int notifyFlags) {
        return new QueuedRecipient(0, address, original, dsnOriginal, notifyFlags, false);
    }

    /** The same one at another address. */
    public QueuedRecipient at(String otherAddress) {
        return new QueuedRecipient(offset, otherAddress, original, dsnOriginal, notifyFlags, done);
    }

    /** The same one, of whose success somebody else tells. */
    public QueuedRecipient withoutSuccess() {
        return new QueuedRecipient(offset, address, original, dsnOriginal, notifyFlags & ~SUCCESS, done);
    }

    /** True if a failure is to be reported to the sender. */
    public boolean wantsFailure() {
        return notifyFlags == 0 || (notifyFlags & FAILURE) != 0;
    }

    /** True if a delay is to be reported. */
    public boolean wantsDelay() {
        return notifyFlags == 0 || (notifyFlags & DELAY) != 0;
    }

    /** True if a success is to be reported. */
    public boolean wantsSuccess() {
        return (notifyFlags & SUCCESS) != 0;
    }
}
