package postroom.labs.debian.dpkg;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A paragraph of fields as in {@code deb-control(5)} and in debconf's databases: {@code Name: value}, continued by lines
 * that begin with a blank. The order of the fields is kept.
 *
 * @param fields the values by name; continuation lines are kept as they are, joined by line feeds
 */
public record Stanza(Map<String, String> fields) {

    /** Reads all paragraphs of a file; lines that are no field are passed over. */
    public static List<Stanza> parseAll(String text) {
        List<Stanza> stanzas = new ArrayList<>();
        for (String paragraph : text.split("\n{2,}")) {
            Stanza stanza = parse(paragraph);
            if (!stanza.fields.isEmpty()) {
                stanzas.add(stanza);
            }
        }
        return stanzas;
    }

    /** Reads one paragraph. */
    public static Stanza parse(String paragraph) {
        Map<String, String> fields = new LinkedHashMap<>();
        String name = null;
        for (String line : paragraph.split("\n")) {
            int colon = line.indexOf(':');
            if (line.startsWith(" ") || line.startsWith("\t")) {
                if (name != null) {
                    fields.merge(name, line, (before, more) -> before + "\n" + more);
                }
            } else if (colon > 0) {
                name = line.substring(0, colon);
                fields.put(name, line.substring(colon + 1).strip());
            }
        }
        return new Stanza(fields);
    }

    /** A field's value. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** A field's first line, empty if there is no such field. */
    public String line(String name) {
        String value = fields.getOrDefault(name, "");
        int end = value.indexOf('\n');
        return end < 0 ? value : value.substring(0, end);
    }

    /** The paragraph as it stands in a file, each field ended by a line feed. */
    public String text() {
        StringBuilder out = new StringBuilder();
        fields.forEach((name, value) -> {
            boolean bare = value.isEmpty() || value.startsWith("\n");
            out.append(name).append(bare ? ":" : ": ").append(value).append('\n');
        });
        return out.toString();
    }
}
