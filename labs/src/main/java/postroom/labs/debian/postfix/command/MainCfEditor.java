package postroom.labs.debian.postfix.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.NameValue;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Stat;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/**
 * Edits main.cf for {@code postconf -e}, {@code -X} and {@code -#}: each parameter keeps its line, comments stay, new
 * parameters come last.
 */
final class MainCfEditor {
    private final Process process;
    private final String path;

    MainCfEditor(Process process, String directory) {
        this.process = process;
        this.path = directory + "/main.cf";
    }

    /** Sets parameters: {@code name=value} each. */
    void set(List<String> settings) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String each : settings) {
            checkLine(each);
            NameValue pair = NameValue.parse(each, "");
            values.put(pair.name(), pair.value());
        }
        edit(
                (name, lines, out) -> {
                    if (!values.containsKey(name)) {
                        out.addAll(lines);
                    } else if (values.get(name) != null) {
                        out.add(line(name, values.get(name)));
                        values.put(name, null);
                    }
                },
                out -> values.forEach((name, value) -> {
                    if (value != null) {
                        out.add(line(name, value));
                    }
                }));
    }

    private static void checkLine(String request) {
        if (request.indexOf('\n') >= 0) {
            throw new Fatal("-e, -X, or -# accepts no multi-line input");
        }
        if (request.strip().startsWith("#")) {
            throw new Fatal("-e, -X, or -# accepts no comment input");
        }
    }

    private static String line(String name, String value) {
        return name + " = " + value;
    }

    /** Takes parameters out, or turns their lines into comments. */
    void remove(List<String> names, boolean comment) {
        for (String each : names) {
            checkLine(each);
            if (each.isBlank()) {
                throw new Fatal("-X or -# requires non-blank parameter names");
            }
            if (each.indexOf('=') >= 0) {
                throw new Fatal("-X or -# requires names without value");
            }
        }
        Set<String> gone = new HashSet<>(names);
        edit(
                (name, lines, out) -> {
                    if (!gone.contains(name)) {
                        out.addAll(lines);
                    } else if (comment) {
                        lines.forEach(each -> out.add("#" + each));
                    }
                },
                out -> {});
    }

    private interface Change {
        void of(String name, List<String> lines, List<String> out);
    }

    private interface End {
        void add(List<String> out);
    }

    private void edit(Change change, End end) {
        FileAccess files = process.files();
        String temporary = path + ".tmp";
        String text;
        try {
            // The real program makes its copy before it reads: who may not write the folder is told so
            files.writeAll(temporary, new byte[0]);
        } catch (ErrnoException e) {
            throw new Fatal("open " + temporary + ": " + e.getMessage());
        }
        try {
            text = Text.of(files.readAll(path));
            Stat old = files.stat(path);
            List<String> out = new ArrayList<>();
            pass(text, change, out);
            end.add(out);
            StringBuilder all = new StringBuilder();
            out.forEach(each -> all.append(each).append('\n'));
            files.writeAll(temporary, Text.bytes(all.toString()));
            files.chmod(temporary, old.mode() & 07777);
            files.chown(temporary, old.uid(), old.gid(), true);
            files.rename(temporary, path);
        } catch (ErrnoException e) {
            throw new Fatal("open " + path + " for reading: " + e.getMessage());
        }
    }

    /** Hands each parameter's lines to {@code change}; comments and what is between stay. */
    private static void pass(String text, Change change, List<String> out) {
        String[] lines = (text.endsWith("\n") ? text.substring(0, text.length() - 1) : text).split("\n", -1);
        for (int i = 0; i < lines.length; ) {
            String line = lines[i];
            boolean setting = !line.isBlank() && !line.startsWith("#") && !Character.isWhitespace(line.charAt(0));
            if (!setting) {
                out.add(line);
                i++;
                continue;
            }
            List<String> whole = new ArrayList<>();
            whole.add(line);
            i++;
            while (i < lines.length && !lines[i].isBlank() && Character.isWhitespace(lines[i].charAt(0))) {
                whole.add(lines[i++]);
            }
            int equals = line.indexOf('=');
            change.of(equals < 0 ? line.strip() : line.substring(0, equals).strip(), whole, out);
        }
    }
}
