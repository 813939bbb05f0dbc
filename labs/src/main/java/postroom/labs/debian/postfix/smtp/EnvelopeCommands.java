package postroom.labs.debian.postfix.smtp;

import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.queue.QueueMessage;
import postroom.labs.debian.postfix.queue.QueuedRecipient;

/** MAIL and RCPT with the parameters that the server's extensions allow (RFC 1870, RFC 6152, RFC 3461). */
record EnvelopeCommands(Extensions extensions, Generic generic) {

    String mail(QueueMessage message) {
        StringBuilder command = new StringBuilder("MAIL FROM:<")
                .append(Address.external(generic.address(message.sender())))
                .append('>');
        if (extensions.has("SIZE")) {
            command.append(" SIZE=").append(message.size());
        }
        if (extensions.has("8BITMIME")
                && message.attribute("encoding").orElse("").equals("8bit")) {
            command.append(" BODY=8BITMIME");
        }
        if (extensions.has("DSN")) {
            message.attribute("ret_flags")
                    .ifPresent(flags -> command.append(flags.equals("1") ? " RET=FULL" : " RET=HDRS"));
            message.attribute("envelope_id")
                    .ifPresent(id -> command.append(" ENVID=").append(xtext(id)));
        }
        return command.toString();
    }

    String recipient(QueuedRecipient recipient) {
        String command = "RCPT TO:<" + Address.external(generic.address(recipient.address())) + ">";
        if (!extensions.has("DSN")) {
            return command;
        }
        List<String> notify = new ArrayList<>();
        int flags = recipient.notifyFlags();
        if ((flags & QueuedRecipient.NEVER) != 0) {
            notify.add("NEVER");
        }
        if ((flags & QueuedRecipient.SUCCESS) != 0) {
            notify.add("SUCCESS");
        }
        if ((flags & QueuedRecipient.FAILURE) != 0) {
            notify.add("FAILURE");
        }
        if ((flags & QueuedRecipient.DELAY) != 0) {
            notify.add("DELAY");
        }
        String original = recipient.dsnOriginal();
        int type = original.indexOf(';') + 1;
        return command
                + (notify.isEmpty() ? "" : " NOTIFY=" + String.join(",", notify))
                + (type == 0 ? "" : " ORCPT=" + original.substring(0, type) + xtext(original.substring(type)));
    }

    /** RFC 3461 §4. */
    private static String xtext(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c > ' ' && c < 127 && c != '+' && c != '=') {
                out.append(c);
            } else {
                out.append(String.format("+%02X", (int) c));
            }
        }
        return out.toString();
    }
}
