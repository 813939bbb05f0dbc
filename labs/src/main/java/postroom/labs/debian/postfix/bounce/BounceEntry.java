package postroom.labs.debian.postfix.bounce;

import postroom.labs.debian.postfix.queue.QueuedRecipient;

/**
 * What became of one recipient, as the logs in {@code bounce/}, {@code defer/} and {@code trace/} keep it
 * ({@code bounce(8)}).
 *
 * @param status enhanced status code
 * @param action {@code failed}, {@code delayed}, {@code delivered}, {@code deliverable} ...
 * @param reason the text
 * @param diagnostic the reply of another server; empty if there is none
 * @param mta that server; empty if there is none
 */
public record BounceEntry(
        QueuedRecipient recipient, String status, String action, String reason, String diagnostic, String mta) {
    /** As it stands in a log file: old-style line, attributes, empty line. */
    String text() {
        StringBuilder out = new StringBuilder();
        out.append('<').append(recipient.address()).append(">: ").append(reason).append('\n');
        attribute(out, "recipient", recipient.address());
        if (!recipient.original().isEmpty() && !recipient.original().equals(recipient.address())) {
            attribute(out, "original_recipient", recipient.original());
        }
        if (recipient.offset() > 0) {
            attribute(out, "offset", Integer.toString(recipient.offset()));
        }
        if (!recipient.dsnOriginal().isEmpty()) {
            attribute(out, "dsn_orig_rcpt", recipient.dsnOriginal());
        }
        if (recipient.notifyFlags() != 0) {
            attribute(out, "notify_flags", Integer.toString(recipient.notifyFlags()));
        }
        attribute(out, "status", status);
        attribute(out, "action", action);
        if (!diagnostic.isEmpty()) {
            attribute(out, "diag_type", "smtp");
            attribute(out, "diag_text", diagnostic);
        }
        if (!mta.isEmpty()) {
            attribute(out, "mta_type", "dns");
            attribute(out, "mta_name", mta);
        }
        attribute(out, "reason", reason);
        return out.append('\n').toString();
    }

    private static void attribute(StringBuilder out, String name, String value) {
        out.append(name).append('=').append(value.replace('\n', ' ')).append('\n');
    }
}
