package postroom.server.imap;

import java.time.Clock;
import postroom.server.mailbox.MailStore;

/** Somebody who has logged in. */
public interface ImapUser {
    /** The user's mailboxes. */
    MailStore store();

    /** What time it is. */
    Clock clock();

    /**
     * The session is there.
     *
     * @param shutDown ends it from outside; may be called on any thread
     */
    void attached(Runnable shutDown);

    /** The session has ended; for the log. */
    void ended(String why);
}
