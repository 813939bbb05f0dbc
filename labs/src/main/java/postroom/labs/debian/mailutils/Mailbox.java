package postroom.labs.debian.mailutils;

import java.util.List;
import postroom.labs.io.ErrnoException;

/** A mailbox that is open: an mbox file or a Maildir. Message numbers begin with 1 and stay until it is closed. */
interface Mailbox {
    /** Its name as it is shown. */
    String name();

    /** The path of its file or folder. */
    String path();

    /** The messages, those that are deleted among them. */
    List<StoredMessage> messages();

    /** Looks for new messages; true if there are any. */
    boolean grow() throws ErrnoException;

    /** Takes out what is deleted and writes the attributes; every message has been seen then. */
    void flush() throws ErrnoException;

    /** Ends the work with it; what was changed and not flushed is lost. */
    void close() throws ErrnoException;

    /** Adds a message at the end. */
    void append(StoredMessage message) throws ErrnoException;
}
