package postroom.labs.debian.dovecot.sieve.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import postroom.labs.debian.dovecot.delivery.Letter;
import postroom.labs.debian.dovecot.delivery.MailDelivery;
import postroom.labs.debian.dovecot.sieve.run.Action.Vacation;
import postroom.labs.debian.postfix.service.MailDate;
import postroom.server.message.Address;
import postroom.server.message.EncodedWords;
import postroom.server.message.Header;

/** An answer of somebody who is away (RFC 5230): whether there is to be one (RFC 3834 §2), and its text. */
final class Answer {
    private static final String[] LIST_FIELDS = {
        "list-id", "list-owner", "list-subscribe", "list-post", "list-unsubscribe", "list-archive", "list-help"
    };
    private static final String[] OWN_FIELDS = {
        "to", "cc", "bcc", "resent-to", "resent-cc", "resent-bcc", "x-original-to"
    };

    private final MailDelivery delivery;
    private final Letter letter;
    private final Vacation vacation;
    private final Header header;

    Answer(MailDelivery delivery, Letter letter, Vacation vacation) {
        this.delivery = delivery;
        this.letter = letter;
        this.vacation = vacation;
        this.header = Header.of(letter.content());
    }

    /** Why the sender gets none, whether or not they have had one. */
    Optional<String> hindrance() {
        String sender = letter.sender();
        if (sender.isEmpty()) {
            return Optional.of("discarded vacation reply to <>");
        }
        if (own().contains(sender.toLowerCase(Locale.ROOT))) {
            return Optional.of("discarded vacation reply to own address <" + sender + ">");
        }
        return Optional.empty();
    }

    /** Why this message gets none. */
    Optional<String> objection() {
        String sender = letter.sender();
        for (String each : LIST_FIELDS) {
            if (header.first(each).isPresent()) {
                return Optional.of("discarding vacation response to mailinglist recipient <" + sender + ">");
            }
        }
        String automatic = header.first("auto-submitted").orElse("no").strip();
        if (!automatic.equalsIgnoreCase("no")) {
            return Optional.of("discarding vacation response to auto-submitted message from <" + sender + ">");
        }
        String precedence = header.first("precedence").orElse("").strip();
        if (precedence.matches("(?i)junk|bulk|list")) {
            return Optional.of(
                    "discarding vacation response to precedence=" + precedence + " message from <" + sender + ">");
        }
        for (String each : header.first("x-auto-response-suppress").orElse("").split(",")) {
            String flag = each.strip();
            if (flag.equalsIgnoreCase("All") || flag.equalsIgnoreCase("OOF")) {
                return Optional.of("discarding vacation response to message from <" + sender + "> (`" + flag
                        + "' flag found in x-auto-response-suppress header)");
            }
        }
        String local = sender.replaceFirst("@.*", "").toLowerCase(Locale.ROOT);
        if (local.matches("mailer-daemon|listserv|majordomo|owner-.*|.*-request")) {
            return Optional.of("not sending vacation response to system address <" + sender + ">");
        }
        return isAddressed()
                ? Optional.empty()
                : Optional.of("discarding vacation response for implicitly delivered message; no known (envelope)"
                        + " recipient address found in message headers (recipient=<" + recipient() + ">, and "
                        + (vacation.addresses().isEmpty()
                                ? "no additional `:addresses' are specified)"
                                : "additional `:addresses' are specified)"));
    }

    private String recipient() {
        return full(letter.original().isEmpty() ? letter.recipient() : letter.original());
    }

    private String full(String address) {
        return address.isEmpty() || address.indexOf('@') >= 0 ? address : address + "@" + delivery.hostName();
    }

    private TreeSet<String> own() {
        TreeSet<String> all = new TreeSet<>();
        all.add(full(letter.recipient()).toLowerCase(Locale.ROOT));
        all.add(recipient().toLowerCase(Locale.ROOT));
        vacation.addresses().forEach(it -> all.add(it.toLowerCase(Locale.ROOT)));
        return all;
    }

    private boolean isAddressed() {
        TreeSet<String> own = own();
        for (String field : OWN_FIELDS) {
            for (String value : header.all(field)) {
                for (Address each : Address.parse(value)) {
                    if (own.contains((each.mailbox() + "@" + each.domain()).toLowerCase(Locale.ROOT))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    byte[] text() {
        Instant now = delivery.host().clock().instant();
        StringBuilder out = new StringBuilder();
        line(out, "X-Sieve: Pigeonhole Sieve 0.5.19 (4eae2f79)");
        line(
                out,
                "Message-ID: <dovecot-sieve-" + now.getEpochSecond() + "-" + now.getNano() / 1000 + "-0@"
                        + delivery.hostName() + ">");
        line(out, "Date: " + MailDate.header(now).replaceFirst(" \\(UTC\\)$", ""));
        line(out, "From: " + vacation.from().orElse("<" + recipient() + ">"));
        line(out, "To: <" + letter.sender() + ">");
        line(out, "Subject: " + encoded(vacation.subject().orElseGet(this::automaticSubject)));
        header.first("message-id").ifPresent(id -> {
            line(out, "In-Reply-To: " + id);
            line(
                    out,
                    "References: "
                            + header.first("references").map(it -> it + " ").orElse("") + id);
        });
        line(out, "Auto-Submitted: auto-replied (vacation)");
        line(out, "Precedence: bulk");
        line(out, "X-Auto-Response-Suppress: All");
        line(out, "MIME-Version: 1.0");
        if (!vacation.mime()) {
            line(out, "Content-Type: text/plain; charset=utf-8");
            line(out, "Content-Transfer-Encoding: 8bit");
            line(out, "");
        }
        line(out, vacation.text());
        return out.toString().getBytes(UTF_8);
    }

    private String automaticSubject() {
        return header.first("subject")
                .map(it -> "Auto: " + EncodedWords.decode(new String(it.getBytes(ISO_8859_1), UTF_8)))
                .orElse("Automated reply");
    }

    /** From its first word that is not ASCII, a text becomes an encoded word (RFC 2047). */
    private static String encoded(String text) {
        String clean = text.replaceAll("[\\r\\n]+", " ");
        int at = 0;
        while (at < clean.length() && clean.charAt(at) < 128) {
            at++;
        }
        if (at == clean.length()) {
            return clean;
        }
        int word = clean.lastIndexOf(' ', at) + 1;
        String rest = Base64.getEncoder().encodeToString(clean.substring(word).getBytes(UTF_8));
        return clean.substring(0, word) + "=?utf-8?b?" + rest + "?=";
    }

    private static void line(StringBuilder out, String text) {
        out.append(text).append("\r\n");
    }
}
