package postroom.labs.debian.postfix.service;

import java.util.List;
import java.util.Optional;
import postroom.labs.debian.postfix.queue.QueuedRecipient;

/** Puts a message of Postfix' own making, or one that goes on to others, into the queue: a client of cleanup(8). */
public interface Post {
    /**
     * Queues a message.
     *
     * @return its queue id; empty if it could not be queued, which has been logged
     */
    Optional<String> post(Letter letter);

    /**
     * A message.
     *
     * @param sender the envelope sender; empty for notifications
     * @param recipients to whom it goes
     * @param lines the message, header first
     * @param internal made by Postfix itself: a bounce, a probe; else it is passed on by local(8), and its addresses stay
     * @param encoding {@code 7bit}, {@code 8bit}, or empty for unknown
     * @param flags {@link #PROBE} for a message that is not delivered, but only tried; else 0
     */
    record Letter(
            String sender,
            List<QueuedRecipient> recipients,
            List<String> lines,
            boolean internal,
            String encoding,
            int flags) {
        /** A probe of verify(8). */
        public static final int PROBE = 1 << 8;

        /** A message that is delivered. */
        public Letter(
                String sender,
                List<QueuedRecipient> recipients,
                List<String> lines,
                boolean internal,
                String encoding) {
            this(sender, recipients, lines, internal, encoding, 0);
        }
    }
}
