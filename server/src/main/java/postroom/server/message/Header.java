package postroom.server.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The header of a message or part: its fields, in order, over the bytes that they stand in. */
public final class Header {
    private static final int MOST = 10_000;

    private final byte[] text;
    private final List<Field> fields;
    private final int end;

    /**
     * A field.
     *
     * @param start its first byte
     * @param end behind its last line's end
     */
    public record Field(String name, int start, int end) {}

    private Header(byte[] text, List<Field> fields, int end) {
        this.text = text;
        this.fields = fields;
        this.end = end;
    }

    /** The header of a whole message. */
    public static Header of(byte[] message) {
        return parse(message, 0, message.length);
    }

    /** Reads a header that begins at {@code start}; it ends with an empty line, or at {@code limit}. */
    static Header parse(byte[] text, int start, int limit) {
        List<Field> fields = new ArrayList<>();
        int at = start;
        while (at < limit) {
            int next = lineEnd(text, at, limit);
            if (isEmpty(text, at, next)) {
                return new Header(text, fields, next);
            }
            while (next < limit && (text[next] == ' ' || text[next] == '\t')) {
                next = lineEnd(text, next, limit);
            }
            int colon = at;
            while (colon < next && text[colon] != ':') {
                colon++;
            }
            if (colon < next && fields.size() < MOST) {
                fields.add(new Field(new String(text, at, colon - at, ISO_8859_1).trim(), at, next));
            }
            at = next;
        }
        return new Header(text, fields, limit);
    }

    /** Behind the next line's end. */
    static int lineEnd(byte[] text, int at, int limit) {
        int end = at;
        while (end < limit && text[end] != '\n') {
            end++;
        }
        return Math.min(end + 1, limit);
    }

    private static boolean isEmpty(byte[] text, int at, int end) {
        return end - at == 1 && text[at] == '\n' || end - at == 2 && text[at] == '\r' && text[at + 1] == '\n';
    }

    /** Behind the empty line that ends it. */
    int end() {
        return end;
    }

    /** All fields. */
    public List<Field> fields() {
        return fields;
    }

    /** The bytes of a field, with its name and line ends. */
    public String raw(Field field) {
        return new String(text, field.start, field.end - field.start, ISO_8859_1);
    }

    /** The value of a field as it stands there, a char a byte: unfolded, without blanks around. */
    public String value(Field field) {
        String raw = raw(field);
        return unfold(raw.substring(raw.indexOf(':') + 1));
    }

    private static String unfold(String value) {
        StringBuilder out = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\r' || c == '\n') {
                continue;
            }
            out.append(c);
        }
        return out.toString().strip();
    }

    /** The value of the first field of a name, in any case. */
    public Optional<String> first(String name) {
        for (Field each : fields) {
            if (each.name.equalsIgnoreCase(name)) {
                return Optional.of(value(each));
            }
        }
        return Optional.empty();
    }

    /** All values of fields of a name. */
    public List<String> all(String name) {
        List<String> out = new ArrayList<>();
        for (Field each : fields) {
            if (each.name.equalsIgnoreCase(name)) {
                out.add(value(each));
            }
        }
        return out;
    }
}
