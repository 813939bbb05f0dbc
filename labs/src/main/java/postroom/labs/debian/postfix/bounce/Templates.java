package postroom.labs.debian.postfix.bounce;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.NameValue;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.table.TableFiles;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;

/** The texts of notifications: those that are built in, and those of bounce_template_file ({@code bounce(5)}). */
public final class Templates {
    private static final String BUILT_IN = load();

    private static final List<String> NAMES = List.of("failure", "delay", "success", "verify");

    private final Map<String, Template> templates = new HashMap<>();

    /** One text: its headers and lines, nothing expanded. */
    record Template(Map<String, String> headers, List<String> body) {}

    /** The texts by these parameters. A file that cannot be read is taken for empty. */
    Templates(Parameters parameters, TableFiles files) throws ErrnoException {
        parse(BUILT_IN);
        String file = parameters.get("bounce_template_file");
        if (!file.isEmpty()) {
            parse(Text.of(files.read(file)));
        }
    }

    private Templates() {}

    /**
     * The built-in texts, and instead of them those of a file, as {@code bounce(8)} reads it for {@code postconf(1)}.
     *
     * @param file its path; empty for none
     * @throws Fatal for a file that cannot be opened, and for a line outside of a text that is no {@code name = value}
     */
    public static Templates of(FileAccess files, String file) {
        Templates templates = new Templates();
        templates.parse(BUILT_IN);
        if (!file.isEmpty()) {
            String text;
            try {
                text = Text.of(files.readAll(file));
            } catch (ErrnoException e) {
                throw new Fatal("open " + file + ": " + e.getMessage());
            }
            check(file, text);
            templates.parse(text);
        }
        return templates;
    }

    private static void check(String file, String text) {
        String[] lines = text.split("\n");
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].isBlank() || lines[i].startsWith("#")) {
                continue;
            }
            String value =
                    NameValue.parse(lines[i], file + ", line " + (i + 1) + ": ").value();
            if (value.startsWith("<<")) {
                String end = value.substring(2).strip();
                while (++i < lines.length && !lines[i].equals(end)) {
                    // the text itself may be anything
                }
            }
        }
    }

    /** What {@code postconf -t} prints. */
    public String asTheyAre() {
        StringBuilder out = new StringBuilder();
        for (String name : NAMES) {
            Template each = templates.get(name + "_template");
            out.append(out.length() == 0 ? "" : "\n").append(name).append("_template = <<EOF\n");
            each.headers.forEach((header, value) ->
                    out.append(header).append(": ").append(value).append('\n'));
            out.append('\n');
            each.body.forEach(line -> out.append(line).append('\n'));
            out.append("EOF\n");
        }
        return out.toString();
    }

    /** What {@code postconf -b} prints: the bodies, by these parameters. */
    public String filledIn(Parameters parameters) {
        StringBuilder out = new StringBuilder();
        for (String name : NAMES) {
            out.append(out.length() == 0 ? "" : "\n")
                    .append("expanded_")
                    .append(name)
                    .append("_text = <<EOF\n");
            for (String line : templates.get(name + "_template").body) {
                out.append(parameters.expand(Notice.timed(parameters, line))).append('\n');
            }
            out.append("EOF\n");
        }
        return out.toString();
    }

    private static String load() {
        try (InputStream in = Templates.class.getResourceAsStream("/postroom/postfix/bounce.templates")) {
            return Text.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void parse(String text) {
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            int mark = lines[i].indexOf("<<");
            int equals = lines[i].indexOf('=');
            if (mark < 0 || equals < 0 || lines[i].startsWith("#")) {
                continue;
            }
            String end = lines[i].substring(mark + 2).strip();
            int from = i + 1;
            while (++i < lines.length && !lines[i].equals(end)) {
                // skips to the end of the text
            }
            templates.put(
                    lines[from - 1].substring(0, equals).strip(),
                    template(List.of(lines).subList(from, Math.min(i, lines.length))));
        }
    }

    private static Template template(List<String> lines) {
        Map<String, String> headers = new LinkedHashMap<>();
        int at = 0;
        while (at < lines.size() && !lines.get(at).isEmpty()) {
            int colon = lines.get(at).indexOf(':');
            headers.put(
                    lines.get(at).substring(0, colon),
                    lines.get(at).substring(colon + 1).strip());
            at++;
        }
        return new Template(headers, lines.subList(Math.min(at + 1, lines.size()), lines.size()));
    }

    Template get(String name) {
        return templates.get(name);
    }
}
