package postroom.server.imap.fetch;

import java.util.List;
import postroom.server.imap.syntax.Quoting;
import postroom.server.message.Address;
import postroom.server.message.Header;

/** ENVELOPE of a message (RFC 3501 §7.4.2), as Dovecot writes it. */
public final class Envelope {
    private Envelope() {}

    /** What stands in and with the parentheses. */
    public static String text(Header header) {
        String from = addresses(header, "From", "NIL");
        return "(" + nstring(header, "Date")
                + " " + nstring(header, "Subject")
                + " " + from
                + " " + addresses(header, "Sender", from)
                + " " + addresses(header, "Reply-To", from)
                + " " + addresses(header, "To", "NIL")
                + " " + addresses(header, "Cc", "NIL")
                + " " + addresses(header, "Bcc", "NIL")
                + " " + nstring(header, "In-Reply-To")
                + " " + nstring(header, "Message-Id")
                + ")";
    }

    private static String nstring(Header header, String field) {
        return Quoting.nstring(
                header.first(field).map(it -> it.replaceAll("[ \t]+", " ")).orElse(null));
    }

    private static String addresses(Header header, String field, String otherwise) {
        List<Address> all = header.all(field).stream()
                .flatMap(it -> Address.parse(it).stream())
                .toList();
        if (all.isEmpty()) {
            return otherwise;
        }
        StringBuilder out = new StringBuilder("(");
        for (Address each : all) {
            out.append('(')
                    .append(Quoting.nstring(each.name()))
                    .append(" " + Quoting.nstring(each.route()) + " ")
                    .append(Quoting.nstring(each.mailbox()))
                    .append(' ')
                    .append(Quoting.nstring(each.domain()))
                    .append(')');
        }
        return out.append(')').toString();
    }
}
