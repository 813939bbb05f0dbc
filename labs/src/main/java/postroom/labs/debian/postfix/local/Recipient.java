package postroom.labs.debian.postfix.local;

import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.address.Extension;
import postroom.labs.debian.postfix.queue.QueuedRecipient;

/**
 * A recipient as local(8) deals with it.
 *
 * @param queued the recipient of the queue file, at the address that logs show
 * @param local the local part, as it came
 * @param user the local part in lower case without extension
 * @param extension what stands behind recipient_delimiter; null if nothing does
 * @param delivered the address for the Delivered-To header: that of the queue file, aliases notwithstanding
 * @param depth how many aliases have led here
 */
record Recipient(QueuedRecipient queued, String local, String user, String extension, String delivered, int depth) {
    static Recipient of(QueuedRecipient queued, String delimiters, String delivered, int depth) {
        String local = Address.of(queued.address()).local().toLowerCase(java.util.Locale.ROOT);
        Extension split = Extension.split(local, delimiters);
        return new Recipient(queued, local, split.user(), split.extension(), delivered, depth);
    }

    /** The domain of the address. */
    String domain() {
        String domain = Address.of(queued.address()).domain();
        return domain == null ? "" : domain;
    }
}
