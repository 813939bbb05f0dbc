package postroom.server.mailbox;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * One mailbox. What the files say is all there is: each call looks at them. Not safe for threads: to be used where its
 * store says.
 */
public interface Mailbox {
    /** The mailbox' whole name, with the store's separator. */
    String name();

    /**
     * Looks what is there, and gives UIDs to what has none.
     *
     * @param takes true for a session that may change the mailbox: new messages become old ones, and the next look
     *     finds them no longer recent
     */
    MailboxView look(boolean takes) throws MailboxException;

    /** The text of a message with CR LF at line ends. */
    byte[] read(long uid) throws MailboxException;

    /** How long that text is. */
    long size(long uid) throws MailboxException;

    /** A name that no other message has, wherever it is copied from; empty if the format keeps none. */
    String guid(long uid) throws MailboxException;

    /**
     * A mark of the state of the files: as long as it is equal, a look would find the same.
     *
     * @return never null
     */
    Object state();

    /**
     * Gives messages other flags; those that have gone are passed over.
     *
     * @param change what becomes of the flags of a message
     */
    void flag(Collection<Long> uids, java.util.function.UnaryOperator<MailFlags> change) throws MailboxException;

    /** Removes messages; those that have gone are passed over. */
    void expunge(Collection<Long> uids) throws MailboxException;

    /**
     * A new message.
     *
     * @param text with CR LF or LF at line ends
     * @return its UID
     */
    long append(byte[] text, MailFlags flags, Instant received) throws MailboxException;

    /**
     * Copies messages of another mailbox, with their flags and dates.
     *
     * @return the new UIDs, in the order of {@code uids}
     */
    List<Long> copyFrom(Mailbox source, List<Long> uids) throws MailboxException;

    /** Copies messages that are about to be removed from the other mailbox: what counts against a quota stays the same. */
    default List<Long> moveFrom(Mailbox source, List<Long> uids) throws MailboxException {
        return copyFrom(source, uids);
    }

    /** Somebody has named keywords: from now on the mailbox has them. */
    void mention(Collection<String> keywords) throws MailboxException;
}
