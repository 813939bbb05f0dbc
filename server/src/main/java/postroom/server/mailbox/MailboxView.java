package postroom.server.mailbox;

import java.util.List;

/**
 * What a look at a mailbox has found.
 *
 * @param validity UIDVALIDITY
 * @param next UIDNEXT
 * @param highestModseq the highest modification sequence ever given
 * @param keywords known in this mailbox, in its order
 * @param messages by UID
 */
public record MailboxView(
        long validity, long next, long highestModseq, List<String> keywords, List<MailRecord> messages) {
    /** Keeps its own copies. */
    public MailboxView {
        keywords = List.copyOf(keywords);
        messages = List.copyOf(messages);
    }

    /** How many messages nobody has been told of yet. */
    public long recent() {
        return messages.stream().filter(MailRecord::recent).count();
    }

    /** How many messages were not read yet. */
    public long unseen() {
        return messages.stream()
                .filter(each -> !each.flags().has(MailFlags.SEEN))
                .count();
    }
}
