package postroom.labs.course.check;

import java.util.List;

/**
 * A message in Postfix's queue.
 *
 * @param queue the queue that it is in, as {@code mailq} marks it: incoming, active, deferred, hold or maildrop
 * @param sender the envelope sender; empty for the null sender
 * @param recipients those that it has not reached yet
 */
public record QueuedMail(String queue, String id, String sender, List<String> recipients) {
    public QueuedMail {
        recipients = List.copyOf(recipients);
    }
}
