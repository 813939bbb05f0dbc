package postroom.labs.debian.postfix.delivery;

import java.time.Instant;
import java.util.List;
import postroom.labs.debian.postfix.queue.QueueMessage;
import postroom.labs.debian.postfix.queue.QueuedRecipient;

/**
 * What the queue manager asks of a delivery agent.
 *
 * @param message the message, in the active queue
 * @param nexthop host, domain or text
 * @param recipients those that this delivery is for
 * @param activated when the message came into the active queue
 * @param traceFlags what verify(8) (1 << 8), {@code sendmail -bv} (1 << 9) and {@code -v} (1 << 10) ask for; else 0
 */
public record Request(
        QueueMessage message, String nexthop, List<QueuedRecipient> recipients, Instant activated, int traceFlags) {
    /** Nothing is delivered, only said what would be done. */
    public boolean isProbe() {
        return (traceFlags & (1 << 8 | 1 << 9)) != 0;
    }

    /** It is verify(8) that wants to know, and the sender is told nothing. */
    public boolean isForVerification() {
        return (traceFlags & 1 << 8) != 0;
    }

    /** What is done is reported to the sender. */
    public boolean isTraced() {
        return traceFlags != 0;
    }
}
