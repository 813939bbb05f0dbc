package postroom.labs.lab.view;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import postroom.server.message.EncodedWords;
import postroom.server.message.Header;
import postroom.server.message.MimePart;

/**
 * A message to be read: its source, and what a reader makes of it.
 *
 * @param source as it lies there, at most {@link #MOST_SOURCE} characters
 * @param headers those that a reader shows, {@code From, To …}, decoded
 * @param parts its parts, in their order
 */
public record Opened(String source, List<Line> headers, List<Part> parts) {
    /** Characters of the source that are told. */
    public static final int MOST_SOURCE = 128 << 10;

    private static final int MOST_PART = 64 << 10;
    private static final int MOST_PARTS = 30;
    private static final List<String> SHOWN = List.of("From", "To", "Cc", "Date", "Subject");

    /** A header. */
    public record Line(String name, String value) {}

    /**
     * A part that is no container.
     *
     * @param type {@code text/plain}
     * @param name of a file; may be empty
     * @param text of a text part; empty of others
     */
    public record Part(String type, String name, long bytes, String text) {}

    static Opened of(byte[] message) {
        String all = new String(message, StandardCharsets.UTF_8);
        MimePart whole = MimePart.parse(message);
        Header header = Header.of(message);
        List<Line> headers = new ArrayList<>();
        for (String name : SHOWN) {
            String value = MailFolders.value(header, name);
            if (!value.isEmpty()) {
                headers.add(new Line(name, value));
            }
        }
        List<Part> parts = new ArrayList<>();
        collect(whole, parts);
        return new Opened(cut(all, MOST_SOURCE), headers, parts);
    }

    private static void collect(MimePart part, List<Part> parts) {
        if (part.isMultipart() && !part.children().isEmpty()) {
            part.children().forEach(child -> collect(child, parts));
        } else if (parts.size() < MOST_PARTS) {
            byte[] body = part.decoded();
            String type = part.maintype() + "/" + part.subtype();
            Charset charset = EncodedWords.charset(part.type().get("charset").orElse("utf-8"));
            String text = part.isText() ? cut(new String(body, charset), MOST_PART) : "";
            String name = EncodedWords.decode(part.type().get("name").orElse(""));
            parts.add(new Part(type.toLowerCase(java.util.Locale.ROOT), name, body.length, text));
        }
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
