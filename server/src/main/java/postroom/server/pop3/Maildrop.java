package postroom.server.pop3;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** A mailbox as a POP3 session sees it: what was there when it was opened. */
public interface Maildrop {
    /**
     * A message.
     *
     * @param size in octets, with CR LF at line ends
     */
    record Message(String uidl, long size) {}

    /** What a session has done, for the log. */
    record Statistics(
            int tops, long topBytes, int retrieved, long retrievedBytes, int deleted, int messages, long size) {}

    /**
     * The session is there.
     *
     * @param shutDown ends it from outside; may be called on any thread
     */
    void attached(Runnable shutDown);

    /** The messages, by the number less one. */
    List<Message> messages();

    /** The text of a message with CR LF at line ends. */
    CompletionStage<byte[]> read(int index);

    /** Deletes messages, and marks others as read; at QUIT only. */
    CompletionStage<Void> update(Set<Integer> deleted, Set<Integer> read);

    /** The session has ended. */
    void ended(String why, Statistics statistics);
}
