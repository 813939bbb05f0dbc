package postroom.server.mailbox;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** All mailboxes of a user. Names are Unicode; {@code INBOX} is one in any case. */
public interface MailStore {

    /**
     * A name in the hierarchy.
     *
     * @param exists false for a name that only others stand below
     */
    record Entry(String name, boolean exists) {}

    /** Where its methods and those of its mailboxes must be called. */
    Executor executor();

    /** Between the parts of a name. */
    char separator();

    /** All names, parents before their children, as the storage finds them. */
    List<Entry> list() throws MailboxException;

    /** Whether there is such a mailbox. */
    boolean exists(String name) throws MailboxException;

    /** Opens a mailbox. */
    Mailbox open(String name) throws MailboxException;

    /** Makes a mailbox; a separator at the end of the name does not matter. */
    void create(String name) throws MailboxException;

    /** Removes a mailbox with all that is in it; those below stay. */
    void delete(String name) throws MailboxException;

    /** Renames a mailbox and those below. */
    void rename(String from, String to) throws MailboxException;

    /** Names that were subscribed, in their order; the mailboxes need not be there. */
    Set<String> subscriptions() throws MailboxException;

    /** Subscribes a mailbox that is there. */
    void subscribe(String name) throws MailboxException;

    /** Takes a subscription back. */
    void unsubscribe(String name) throws MailboxException;

    /** The special use of a mailbox ({@code \Drafts}; RFC 6154), empty without one. */
    String specialUse(String name);

    /** Whether clients may ask for the quota. */
    default boolean showsQuota() {
        return false;
    }

    /** The quota roots; nothing if the user's quota is not to be seen. */
    default Optional<List<QuotaRoot>> quota() throws MailboxException {
        return Optional.empty();
    }

    /**
     * Tells of changes of the files, on any thread and perhaps more often than needed.
     *
     * @return ends that
     */
    Runnable watch(Mailbox mailbox, Runnable changed);

    /** The same of changes of any mailbox, of names and of subscriptions. */
    Runnable watchAll(Runnable changed);
}
