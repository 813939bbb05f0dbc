package postroom.labs.debian.mailutils;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.gnu.Text;
import postroom.server.message.EncodedWords;

/** The header of a message: its fields in order, each with the lines of which it consists. */
final class Header {
    private final List<Field> fields = new ArrayList<>();

    /** A field as it stands in the message, without the last line's end. */
    record Field(String raw) {
        String name() {
            int colon = raw.indexOf(':');
            return colon < 0 ? raw : raw.substring(0, colon);
        }

        /** What stands behind the colon and its blanks, folded as it is. */
        String value() {
            int colon = raw.indexOf(':');
            return colon < 0 ? "" : raw.substring(colon + 1).stripLeading();
        }

        /** As it is shown: with one blank behind the colon. */
        String shown() {
            return raw.indexOf(':') < 0 ? raw : name() + ": " + value();
        }

        boolean is(String name) {
            return name().equalsIgnoreCase(name);
        }
    }

    /** The header of a message's text: what stands before the first empty line. */
    static Header parse(List<String> lines) {
        Header header = new Header();
        for (String line : lines) {
            boolean goesOn = !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
            int last = header.fields.size() - 1;
            if (goesOn && last >= 0) {
                header.fields.set(last, new Field(header.fields.get(last).raw + "\n" + line));
            } else {
                header.fields.add(new Field(line));
            }
        }
        return header;
    }

    List<Field> fields() {
        return fields;
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** The value of the first field of that name, folded as it is. */
    Optional<String> get(String name) {
        return fields.stream().filter(it -> it.is(name)).map(Field::value).findFirst();
    }

    /** The same on one line. */
    Optional<String> unfolded(String name) {
        return get(name).map(Header::unfold);
    }

    static String unfold(String value) {
        return value.replaceAll("[ \t]*\n[ \t]+", " ").stripTrailing();
    }

    /** A value without encoded words (RFC 2047). */
    static String decode(String value) {
        return value.contains("=?")
                ? EncodedWords.decode(new String(Text.bytes(value), StandardCharsets.ISO_8859_1))
                : value;
    }

    /** Gives the first field of that name another value, or appends one. */
    void set(String name, String value) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).is(name)) {
                fields.set(i, new Field(fields.get(i).name() + ": " + value));
                return;
            }
        }
        append(name, value);
    }

    void append(String name, String value) {
        fields.add(new Field(name + ": " + value));
    }

    void remove(String name) {
        fields.removeIf(it -> it.is(name));
    }

    /** How many lines it has. */
    int lines() {
        return (int) fields.stream()
                .mapToLong(it -> 1 + it.raw.chars().filter(c -> c == '\n').count())
                .sum();
    }

    /** The fields as they stand in the message, a line feed behind each; not the empty line behind the last. */
    String raw() {
        StringBuilder text = new StringBuilder();
        fields.forEach(it -> text.append(it.raw).append('\n'));
        return text.toString();
    }

    /** The same with one blank behind each colon. */
    String text() {
        StringBuilder text = new StringBuilder();
        fields.forEach(it -> text.append(it.shown()).append('\n'));
        return text.toString();
    }
}
