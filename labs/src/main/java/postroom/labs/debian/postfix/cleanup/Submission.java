package postroom.labs.debian.postfix.cleanup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.postfix.queue.QueuedRecipient;

/**
 * The envelope of a message as it comes to cleanup(8), before anything is rewritten.
 *
 * @param sender in internal form; empty for the null sender
 * @param fullName of the sender; null if nothing was said
 * @param recipients as they came
 * @param late recipients that stand behind the content in the queue file, as those do that sendmail(1) found
 * @param encoding {@code 8bit}, {@code 7bit} or empty
 * @param envelopeId ENVID, or empty
 * @param returnFlags 1 for RET=FULL, 2 for RET=HDRS, 0 for none
 * @param flags the queue manager's trace flags: 1 for {@code -bv}, 2 for {@code -v}
 */
public record Submission(
        String sender,
        String fullName,
        List<QueuedRecipient> recipients,
        boolean late,
        String encoding,
        String envelopeId,
        int returnFlags,
        int flags) {
    /** Only report what would be done ({@code sendmail -bv}). */
    public static final int VERIFY = 1 << 9;
    /** Report what was done ({@code sendmail -v}). */
    public static final int RECORD = 1 << 10;

    public Submission {
        recipients = List.copyOf(recipients);
    }

    /** A plain message. */
    public static Submission of(String sender, List<QueuedRecipient> recipients) {
        return new Submission(sender, null, recipients, false, "", "", 0, 0);
    }

    /** The same with more recipients. */
    Submission with(List<QueuedRecipient> more) {
        List<QueuedRecipient> all = new ArrayList<>(recipients);
        all.addAll(more);
        return new Submission(sender, fullName, all, late, encoding, envelopeId, returnFlags, flags);
    }

    /** The first recipient's address as it came. */
    Optional<String> first() {
        return recipients.stream().findFirst().map(QueuedRecipient::address);
    }
}
