package postroom.server.imap.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import postroom.server.imap.syntax.Output;
import postroom.server.mailbox.MailboxException;
import postroom.server.message.Header;
import postroom.server.message.MimePart;
import postroom.server.message.TransferEncoding;

/**
 * {@code BODY[section]<from.count>} and its older and binary relatives.
 *
 * @param label how the answer calls it
 * @param path numbers of parts; empty for the message
 * @param what HEADER, TEXT, MIME, HEADER.FIELDS, HEADER.FIELDS.NOT or empty
 * @param fields in capitals
 * @param from first byte of a partial fetch, negative for a whole one
 * @param count how many bytes of it
 * @param binary true to take off the transfer encoding
 */
record BodySection(
        String label,
        List<Integer> path,
        String what,
        List<String> fields,
        long from,
        long count,
        boolean marksSeen,
        boolean binary)
        implements FetchItem {

    /** A span of bytes. */
    private record Span(byte[] bytes, int start, int end) {
        static final Span EMPTY = new Span(new byte[0], 0, 0);
    }

    @Override
    public void write(FetchedMessage message, Output out) throws MailboxException {
        Span span = span(message);
        boolean encoded = binary && what.isEmpty() && isEncoded(message);
        int start = span.start;
        int end = span.end;
        if (from >= 0) {
            start = (int) Math.min(end, start + from);
            end = (int) Math.min(end, start + count);
        }
        FetchedMessage.Counts counts = message.counts();
        if (what.startsWith("HEADER")) {
            counts.headers++;
            counts.headerBytes += end - start;
        } else {
            counts.bodies++;
            counts.bodyBytes += end - start;
        }
        out.add(label);
        if (from >= 0) {
            out.add("<" + from + ">");
        }
        out.add((encoded ? " ~{" : " {") + (end - start) + "}\r\n").add(span.bytes, start, end);
    }

    /** The bytes themselves. */
    byte[] bytes(FetchedMessage message) throws MailboxException {
        Span span = span(message);
        return java.util.Arrays.copyOfRange(span.bytes, span.start, span.end);
    }

    private boolean isEncoded(FetchedMessage message) throws MailboxException {
        String encoding = part(message).map(MimePart::encoding).orElse("7bit").toLowerCase(Locale.ROOT);
        return encoding.equals("base64") || encoding.equals("quoted-printable");
    }

    private Optional<MimePart> part(FetchedMessage message) throws MailboxException {
        return path.isEmpty() ? Optional.of(message.parts()) : message.parts().find(path);
    }

    private Span span(FetchedMessage message) throws MailboxException {
        if (path.isEmpty() && what.isEmpty()) {
            return new Span(message.text(), 0, message.text().length);
        }
        Optional<MimePart> found = part(message);
        if (found.isEmpty()) {
            return Span.EMPTY;
        }
        MimePart part = found.get();
        byte[] text = part.text();
        if (what.isEmpty()) {
            if (binary && TransferEncoding.isKnown(part.encoding())) {
                byte[] decoded = part.decoded();
                return new Span(decoded, 0, decoded.length);
            }
            return new Span(text, part.bodyStart(), part.end());
        }
        if (what.equals("MIME")) {
            return new Span(text, part.start(), part.bodyStart());
        }
        if (!path.isEmpty()) {
            if (!part.isMessage() || part.children().isEmpty()) {
                return Span.EMPTY;
            }
            part = part.children().get(0);
        }
        return switch (what) {
            case "HEADER" -> new Span(text, part.start(), part.bodyStart());
            case "TEXT" -> new Span(text, part.bodyStart(), part.end());
            default -> chosen(part.header());
        };
    }

    private Span chosen(Header header) {
        Set<String> names = new TreeSet<>(fields);
        boolean wanted = what.equals("HEADER.FIELDS");
        StringBuilder out = new StringBuilder();
        for (Header.Field each : header.fields()) {
            if (names.contains(each.name().toUpperCase(Locale.ROOT)) == wanted) {
                out.append(header.raw(each));
            }
        }
        byte[] bytes = out.append("\r\n").toString().getBytes(ISO_8859_1);
        return new Span(bytes, 0, bytes.length);
    }

    /** {@code BINARY.SIZE[n]}. */
    FetchItem size(String name) {
        return new Plain(name, false, it -> {
            Span span = span(it);
            return String.valueOf(span.end - span.start);
        });
    }
}
