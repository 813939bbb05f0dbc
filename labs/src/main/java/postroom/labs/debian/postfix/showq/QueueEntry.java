package postroom.labs.debian.postfix.showq;

import java.time.Instant;
import java.util.List;

/**
 * A message as mailq lists it.
 *
 * @param queue the queue that it is in
 * @param recipients those that wait
 */
public record QueueEntry(String queue, String id, Instant arrival, long size, String sender, List<Waiting> recipients) {
    /** A recipient and why it waits; the reason is empty if nothing went wrong yet. */
    public record Waiting(String address, String reason) {}
}
