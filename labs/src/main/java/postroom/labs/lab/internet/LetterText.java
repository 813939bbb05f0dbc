package postroom.labs.lab.internet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What hosts of the internet write themselves: the echo's answers (RFC 3834) and reports (RFC 3462, RFC 3464). */
final class LetterText {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss xx", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int MOST_QUOTED = 4096;
    private static final Pattern FIELD = Pattern.compile("(?im)^(subject|message-id|auto-submitted): *(.*)$");

    private LetterText() {}

    static String date(Instant time) {
        return DATE.format(time);
    }

    /** A field of a message's header, unfolded lines only. */
    static Optional<String> field(byte[] message, String name) {
        Matcher field = FIELD.matcher(header(message));
        while (field.find()) {
            if (field.group(1).equalsIgnoreCase(name)) {
                return Optional.of(field.group(2).strip());
            }
        }
        return Optional.empty();
    }

    private static String header(byte[] message) {
        String text = new String(message, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\n\n");
        return end < 0 ? text : text.substring(0, end + 1);
    }

    /** Whether a message was written by a program, which the echo must not answer (RFC 3834 §2). */
    static boolean isAutomatic(byte[] message) {
        return field(message, "auto-submitted").filter(it -> !it.equals("no")).isPresent();
    }

    /** The echo's answer: what arrived, quoted. */
    static byte[] echo(String host, String id, String echo, String sender, Instant now, byte[] message) {
        String subject = field(message, "subject").orElse("");
        StringBuilder head = new StringBuilder()
                .append("Date: ")
                .append(date(now))
                .append("\nFrom: Echo <")
                .append(echo)
                .append(">\nTo: ")
                .append(sender)
                .append("\nSubject: ")
                .append(subject.toLowerCase(Locale.ROOT).startsWith("re:") ? "" : "Re: ")
                .append(subject)
                .append("\nMessage-ID: <")
                .append(id)
                .append('@')
                .append(host)
                .append(">\n");
        field(message, "message-id")
                .ifPresent(it -> head.append("In-Reply-To: ")
                        .append(it)
                        .append("\nReferences: ")
                        .append(it)
                        .append('\n'));
        head.append("Auto-Submitted: auto-replied\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n")
                .append("Content-Transfer-Encoding: 8bit\n\nYour letter has reached ")
                .append(host)
                .append(". This is what arrived:\n\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        boolean begins = true;
        for (int i = 0; i < Math.min(message.length, MOST_QUOTED); i++) {
            if (begins) {
                out.write('>');
                out.write(' ');
            }
            out.write(message[i]);
            begins = message[i] == '\n';
        }
        if (!begins) {
            out.write('\n');
        }
        return out.toByteArray();
    }

    /**
     * What a report is about.
     *
     * @param action {@code delivered} or {@code failed}
     * @param remote who refused; empty if it was nobody
     */
    record Fate(String recipient, String action, String status, String remote, String diagnostic) {}

    /** A report to the sender of a message, with the message's header. */
    static byte[] report(String host, String id, String sender, Instant now, Fate fate, byte[] message) {
        boolean delivered = fate.action().equals("delivered");
        String boundary = id + "/" + host;
        String why = fate.diagnostic().isEmpty() ? "" : ": " + fate.diagnostic();
        StringBuilder text = new StringBuilder()
                .append("Date: ")
                .append(date(now))
                .append("\nFrom: Mail Delivery System <MAILER-DAEMON@")
                .append(host)
                .append(">\nTo: ")
                .append(sender)
                .append("\nSubject: ")
                .append(delivered ? "Successful Mail Delivery Report" : "Undelivered Mail Returned to Sender")
                .append("\nMessage-ID: <")
                .append(id)
                .append('@')
                .append(host)
                .append(">\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\n")
                .append("Content-Type: multipart/report; report-type=delivery-status;\n\tboundary=\"")
                .append(boundary)
                .append("\"\n\n--")
                .append(boundary)
                .append("\nContent-Type: text/plain; charset=us-ascii\n\nThis is the mail system at host ")
                .append(host)
                .append(".\n\n<")
                .append(fate.recipient())
                .append(">: ")
                .append(delivered ? "delivered to the mailbox" : "could not be delivered" + why)
                .append("\n\n--")
                .append(boundary)
                .append("\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; ")
                .append(host)
                .append("\n\nFinal-Recipient: rfc822; ")
                .append(fate.recipient())
                .append("\nAction: ")
                .append(fate.action())
                .append("\nStatus: ")
                .append(fate.status())
                .append('\n');
        if (!fate.remote().isEmpty()) {
            text.append("Remote-MTA: dns; ").append(fate.remote()).append('\n');
        }
        if (!fate.diagnostic().isEmpty()) {
            text.append("Diagnostic-Code: smtp; ").append(fate.diagnostic()).append('\n');
        }
        text.append("\n--")
                .append(boundary)
                .append("\nContent-Type: text/rfc822-headers\n\n")
                .append(header(message).strip())
                .append("\n\n--")
                .append(boundary)
                .append("--\n");
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
