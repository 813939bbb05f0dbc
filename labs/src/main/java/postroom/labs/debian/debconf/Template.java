package postroom.labs.debian.debconf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.dpkg.Stanza;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;

/**
 * What a question is: its kind, choices, default and texts ({@code debconf-devel(7)}).
 *
 * @param type {@code select}, {@code string}, {@code boolean}, {@code note}, {@code error}, {@code text}, ...
 * @param description one line
 * @param extended the long text, paragraphs in one line each, an empty line between them
 */
public record Template(
        String name, String type, List<String> choices, String standard, String description, String extended) {
    private static final String INFO = "/var/lib/dpkg/info";

    static Template of(Stanza stanza) {
        String text = stanza.fields().getOrDefault("Description", "");
        int end = text.indexOf('\n');
        return new Template(
                stanza.line("Template"),
                stanza.line("Type"),
                choices(stanza.line("Choices")),
                stanza.line("Default"),
                stanza.line("Description"),
                end < 0 ? "" : extended(text.substring(end + 1)));
    }

    private static List<String> choices(String line) {
        return line.isEmpty() ? List.of() : List.of(line.split(", *"));
    }

    /** Lines that begin with one blank flow together; with more they stand as they are; a full stop parts paragraphs. */
    static String extended(String lines) {
        StringBuilder out = new StringBuilder();
        for (String line : lines.split("\n")) {
            if (line.strip().equals(".")) {
                out.append("\n\n");
            } else if (line.startsWith("  ")) {
                if (out.length() > 0 && out.charAt(out.length() - 1) != '\n') {
                    out.append('\n');
                }
                out.append(line.substring(1).stripTrailing()).append('\n');
            } else {
                if (out.length() > 0 && out.charAt(out.length() - 1) != '\n') {
                    out.append(' ');
                }
                out.append(line.strip());
            }
        }
        return out.toString().stripTrailing();
    }

    /** The templates of a file, by name, in its order. */
    static Map<String, Template> read(FileAccess files, String path) throws ErrnoException {
        Map<String, Template> found = new LinkedHashMap<>();
        for (Stanza each : Stanza.parseAll(new String(files.readAll(path), UTF_8))) {
            found.put(each.line("Template"), of(each));
        }
        return found;
    }

    /** The templates of all packages on the disk. */
    static Map<String, Template> installed(FileAccess files) throws ErrnoException {
        List<String> names = new ArrayList<>();
        for (DirectoryEntry each : files.list(INFO)) {
            if (each.name().endsWith(".templates")) {
                names.add(each.name());
            }
        }
        names.sort(null);
        Map<String, Template> all = new LinkedHashMap<>();
        for (String name : names) {
            all.putAll(read(files, INFO + "/" + name));
        }
        return all;
    }

    /** Where a package's templates are. */
    static String path(String owner) {
        return INFO + "/" + owner + ".templates";
    }
}
