package postroom.labs.debian.dovecot.storage;

import postroom.server.mailbox.MailboxException;

/** What only those who look after a mailbox ask of it. */
public interface StoredMailbox {
    /** The mailbox' GUID: 32 hexadecimal digits. */
    String guid() throws MailboxException;

    /** The GUID of a message; empty if the format keeps none. */
    String guid(long uid) throws MailboxException;

    /** How long a message is as it is stored. */
    long fileSize(long uid) throws MailboxException;

    /** What the storage calls a message; empty if it has no name of its own. */
    String storageId(long uid) throws MailboxException;

    /** The folder with what Dovecot keeps of the mailbox. */
    String path();
}
