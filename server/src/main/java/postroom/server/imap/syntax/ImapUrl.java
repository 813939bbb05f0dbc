package postroom.server.imap.syntax;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A relative IMAP URL (RFC 5092) of a message or a part of it, as CATENATE has it.
 *
 * @param mailbox as it is written on the wire; empty for the one that is open
 * @param validity UIDVALIDITY, 0 if the URL does not say it
 * @param uid 0 if the URL names no message
 * @param section as between the brackets of {@code BODY[…]}; empty for the whole message
 * @param from first byte
 * @param count how many bytes; negative for all
 */
public record ImapUrl(String mailbox, long validity, long uid, String section, long from, long count) {
    private static final String VALIDITY = ";UIDVALIDITY=";

    /** Reads one; complaints are Dovecot's. */
    public static ImapUrl parse(String text) throws BadCommand {
        if (text.matches("(?i)[a-z][a-z0-9+.-]*:.*|//.*")) {
            throw new BadCommand("Invalid IMAP URL: Relative URL required");
        }
        boolean absolute = text.startsWith("/");
        List<String> segments = new ArrayList<>(List.of((absolute ? text.substring(1) : text).split("/", -1)));
        StringBuilder mailbox = new StringBuilder();
        long validity = 0;
        while (!segments.isEmpty() && !segments.get(0).startsWith(";")) {
            String segment = segments.remove(0);
            int parameter = segment.toUpperCase(Locale.ROOT).indexOf(VALIDITY);
            mailbox.append(mailbox.isEmpty() ? "" : "/")
                    .append(decoded(parameter < 0 ? segment : segment.substring(0, parameter)));
            if (parameter >= 0) {
                validity = number(segment.substring(parameter + VALIDITY.length()));
                break;
            }
        }
        return parts(mailbox.toString(), validity, segments);
    }

    private static ImapUrl parts(String mailbox, long validity, List<String> segments) throws BadCommand {
        long uid = 0;
        String section = "";
        long from = 0;
        long count = -1;
        for (String each : segments) {
            String upper = each.toUpperCase(Locale.ROOT);
            int second = each.indexOf(';', 1);
            if (second > 0) {
                String name = upper.substring(second).replaceFirst("=.*", "=");
                throw new BadCommand("Invalid IMAP URL: `" + name + "' is not allowed in this context");
            }
            if (upper.startsWith(";UID=") && uid == 0) {
                uid = number(each.substring(5));
            } else if (upper.startsWith(";SECTION=") && uid > 0 && section.isEmpty()) {
                section = decoded(each.substring(9));
            } else if (upper.startsWith(";PARTIAL=") && uid > 0 && count < 0) {
                String[] span = each.substring(9).split("\\.", 2);
                from = number(span[0]);
                count = span.length > 1 ? number(span[1]) : Long.MAX_VALUE / 2;
            } else {
                throw new BadCommand("Invalid IMAP URL: Unexpected IMAP URL path segment: `" + each + "'");
            }
        }
        return new ImapUrl(mailbox, validity, uid, section, from, count);
    }

    private static long number(String text) throws BadCommand {
        if (!text.matches("[0-9]{1,10}")) {
            throw new BadCommand("Invalid IMAP URL: Value '" + text + "' is not a valid IMAP number");
        }
        return Long.parseLong(text);
    }

    private static String decoded(String text) throws BadCommand {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '%') {
                bytes.write(text.charAt(i));
            } else if (text.substring(i).matches("(?s)%[0-9A-Fa-f]{2}.*")) {
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                throw new BadCommand("Invalid IMAP URL: Invalid URL percent encoding");
            }
        }
        return bytes.toString(ISO_8859_1);
    }
}
