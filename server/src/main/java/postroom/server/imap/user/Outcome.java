package postroom.server.imap.user;

import postroom.server.imap.syntax.Output;
import postroom.server.mailbox.MailboxException;

/**
 * What becomes of a command.
 *
 * @param answer behind the tag, such as {@code OK Fetch completed.}
 * @param sync what the client is told of other changes before that
 * @param rest what is still to be written
 */
record Outcome(String answer, Sync sync, Rest rest) {
    /** Changes that the client may be told of. */
    enum Sync {
        NONE,
        /** All but messages that have gone, as sequence numbers must stay. */
        NO_EXPUNGE,
        ALL
    }

    /** Work that is done bit by bit, so that no more than a bit of the answer is held. */
    interface Rest {
        /** Writes some. @return whether that was all */
        boolean write(Output out) throws MailboxException;
    }

    static Outcome of(String answer) {
        return new Outcome(answer, Sync.NONE, out -> true);
    }

    static Outcome synced(String answer, boolean expunges) {
        return new Outcome(answer, expunges ? Sync.ALL : Sync.NO_EXPUNGE, out -> true);
    }
}
