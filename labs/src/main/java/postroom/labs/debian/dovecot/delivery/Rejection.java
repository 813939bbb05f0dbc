package postroom.labs.debian.dovecot.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import postroom.labs.debian.postfix.service.MailDate;

/** The notice that a message was refused ({@code mail_send_rejection()}): a disposition notification (RFC 8098). */
final class Rejection {
    private final MailDelivery delivery;
    private final Letter letter;

    Rejection(MailDelivery delivery, Letter letter) {
        this.delivery = delivery;
        this.letter = letter;
    }

    byte[] notice(String reason, boolean full) {
        Instant now = delivery.host().clock().instant();
        String host = delivery.hostName();
        String boundary = delivery.pid() + "/" + host;
        StringBuilder out = new StringBuilder();
        line(out, "Message-ID: <dovecot-" + now.getEpochSecond() + "-" + now.getNano() / 1000 + "-0@" + host + ">");
        line(out, "Date: " + MailDate.header(now).replaceFirst(" \\(UTC\\)$", ""));
        line(out, "From: Postmaster <" + delivery.postmaster() + ">");
        line(out, "To: <" + letter.sender() + ">");
        line(out, "MIME-Version: 1.0");
        String type = full ? "delivery-status" : "disposition-notification";
        line(out, "Content-Type: multipart/report; report-type=" + type + ";");
        line(out, "\tboundary=\"" + boundary + "\"");
        line(out, "Subject: " + delivery.setting("rejection_subject").replace("%s", subject()));
        line(out, "Auto-Submitted: auto-replied (rejected)");
        line(out, "Precedence: bulk");
        line(out, "");
        line(out, "This is a MIME-encapsulated message");
        line(out, "");
        line(out, "--" + boundary);
        line(out, "Content-Type: text/plain; charset=utf-8");
        line(out, "Content-Disposition: inline");
        line(out, "Content-Transfer-Encoding: 8bit");
        line(out, "");
        line(out, expanded(delivery.setting("rejection_reason"), reason));
        line(out, "--" + boundary);
        line(out, "Content-Type: message/" + type);
        line(out, "");
        line(out, full ? "Reporting-MTA: dns; " + host : "Reporting-UA: " + host + "; Dovecot Mail Delivery Agent");
        if (!letter.original().isEmpty() && !letter.original().equals(letter.recipient())) {
            line(out, "Original-Recipient: rfc822; " + letter.original());
        }
        line(out, "Final-Recipient: rfc822; " + letter.recipient());
        if (full) {
            line(out, "Action: failed");
            line(out, "Status: 5.2.2");
        } else {
            letter.header("Message-ID").ifPresent(it -> line(out, "Original-Message-ID: " + it));
            line(out, "Disposition: automatic-action/MDN-sent-automatically; deleted");
        }
        line(out, "");
        line(out, "--" + boundary);
        line(out, "Content-Type: message/rfc822");
        line(out, "");
        String text = letter.text();
        int end = text.indexOf("\n\n");
        for (String each : (end < 0 ? text : text.substring(0, end)).split("\n")) {
            line(out, each);
        }
        line(out, "");
        line(out, "");
        line(out, "");
        line(out, "--" + boundary + "--");
        return out.toString().getBytes(UTF_8);
    }

    private String subject() {
        return letter.header("Subject").orElse("");
    }

    private String expanded(String setting, String reason) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < setting.length(); i++) {
            char c = setting.charAt(i);
            if (c != '%' || i + 1 == setting.length()) {
                out.append(c);
                continue;
            }
            switch (setting.charAt(++i)) {
                case 'n' -> out.append("\r\n");
                case 'r' -> out.append(reason);
                case 's' -> out.append(subject());
                case 't' -> out.append(letter.recipient());
                case '%' -> out.append('%');
                default -> out.append('%').append(setting.charAt(i));
            }
        }
        return out.toString();
    }

    private static void line(StringBuilder out, String text) {
        out.append(text).append("\r\n");
    }
}
