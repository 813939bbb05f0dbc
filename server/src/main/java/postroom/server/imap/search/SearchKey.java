package postroom.server.imap.search;

import postroom.server.mailbox.MailboxException;

/** A condition on messages (RFC 3501 §6.4.4). */
@FunctionalInterface
public interface SearchKey {
    /** Whether a message meets it. */
    boolean matches(SearchMessage message) throws MailboxException;

    /** Both. */
    default SearchKey and(SearchKey other) {
        return it -> matches(it) && other.matches(it);
    }
}
