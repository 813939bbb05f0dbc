package postroom.labs.debian.dovecot.sieve.run;

import java.util.List;
import java.util.Optional;

/** What a script wants to be done with the message. */
public sealed interface Action {
    /** Where in the script it was asked for. */
    int line();

    /**
     * Into a mailbox.
     *
     * @param keep whether {@code keep} asked for it, and not {@code fileinto}
     * @param copy whether the implicit keep stays in force
     * @param create whether the mailbox is made if it is missing
     */
    record Store(int line, String mailbox, boolean keep, boolean copy, boolean create, List<String> flags)
            implements Action {}

    /** To somebody else. */
    record Redirect(int line, String address, boolean copy) implements Action {}

    /** Back to the sender. */
    record Reject(int line, String reason) implements Action {}

    /** Nowhere. */
    record Discard(int line) implements Action {}

    /**
     * An answer to the sender (RFC 5230).
     *
     * @param seconds in which nobody gets a second one
     * @param handle by which answers are told apart
     * @param addresses of the recipient besides the obvious ones
     * @param mime whether the text is a MIME entity with a header of its own
     */
    record Vacation(
            int line,
            String text,
            long seconds,
            Optional<String> subject,
            Optional<String> from,
            Optional<String> handle,
            List<String> addresses,
            boolean mime)
            implements Action {
        /** By what this answer is told apart from others to the same sender. */
        public String identity() {
            return handle.orElseGet(() -> text.strip()
                    + subject.orElse("<default-subject>")
                    + from.orElse("<default-from>")
                    + (mime ? "<MIME>" : "<NO-MIME>"));
        }
    }
}
