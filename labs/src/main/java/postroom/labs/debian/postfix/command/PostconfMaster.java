package postroom.labs.debian.postfix.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.MasterCf;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.fs.Stat;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/** {@code postconf -M}, {@code -F} and {@code -P}: the services of master.cf, their fields and their parameters. */
final class PostconfMaster {
    private static final List<String> FIELDS =
            List.of("service", "type", "private", "unprivileged", "chroot", "wakeup", "process_limit", "command");

    private final Process process;
    private final Tool tool;
    private final Set<Character> flags;
    private final List<String> names;
    private final String path;

    PostconfMaster(Process process, Tool tool, Set<Character> flags, List<String> names) {
        this.process = process;
        this.tool = tool;
        this.flags = flags;
        this.names = names;
        this.path = tool.directory() + "/master.cf";
    }

    int run() throws IOException {
        String text;
        try {
            text = Text.of(process.files().readAll(path));
        } catch (ErrnoException e) {
            throw new Fatal("open " + path + ": " + e.getMessage());
        }
        MasterCf master = MasterCf.parse(text, line -> "file " + path + ": line " + line + ": ");
        boolean edits = flags.contains('e')
                || flags.contains('X')
                || flags.contains('#')
                || names.stream().anyMatch(each -> each.indexOf('=') > 0);
        if (edits) {
            new MasterCfEditor(process, tool, path, text).edit(flags, names);
        } else if (flags.contains('M')) {
            services(master);
        } else if (flags.contains('F')) {
            fields(master);
        } else {
            parameters(master);
        }
        return 0;
    }

    private void services(MasterCf master) throws IOException {
        if (names.isEmpty()) {
            for (MasterCf.Entry each : master.entries()) {
                tool.print(line(each));
            }
        }
        for (String name : names) {
            boolean found = false;
            for (MasterCf.Entry each : master.entries()) {
                if (matches(name, each)) {
                    tool.print(line(each));
                    found = true;
                }
            }
            unmatched(found, name);
        }
    }

    private void unmatched(boolean found, String request) {
        if (!found) {
            tool.warning("unmatched request: \"" + request + "\"");
        }
    }

    private static boolean matches(String pattern, MasterCf.Entry entry) {
        String[] parts = pattern.split("/", -1);
        return wild(parts[0], entry.name()) && (parts.length < 2 || wild(parts[1], entry.type()));
    }

    private static boolean wild(String pattern, String text) {
        return pattern.equals("*") || pattern.equals(text);
    }

    private String line(MasterCf.Entry entry) {
        List<String> f = entry.fields();
        String head = String.format(
                "%-10s %-5s %-7s %-7s %-7s %-7s %-7s %s",
                f.get(0), f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.get(6), f.get(7));
        if (!f.get(0).isEmpty() && (f.get(0).length() > 10 || f.get(1).length() > 5)) {
            head = tight(f);
        }
        return flags.contains('f')
                ? folded(head, entry.arguments())
                : head + (entry.arguments().isEmpty() ? "" : " " + String.join(" ", entry.arguments()));
    }

    /** A field that is too long for its column pushes the next one until there is room again. */
    private static String tight(List<String> fields) {
        int[] columns = {0, 11, 17, 25, 33, 41, 49, 57};
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < fields.size(); i++) {
            int gap = Math.max(i == 0 ? 0 : 1, columns[i] - out.length());
            out.append(" ".repeat(gap)).append(fields.get(i));
        }
        return out.toString();
    }

    private static String folded(String head, List<String> arguments) {
        StringBuilder out = new StringBuilder(head);
        for (int i = 0; i < arguments.size(); i++) {
            String each = arguments.get(i);
            boolean pair = each.equals("-o") && i + 1 < arguments.size();
            out.append("\n    ").append(each);
            if (pair) {
                out.append(' ').append(arguments.get(++i));
            }
        }
        return out.toString();
    }

    private void fields(MasterCf master) throws IOException {
        for (String name : names.isEmpty() ? List.of("*/*/*") : names) {
            String[] parts = (name + "/*/*").split("/");
            boolean found = false;
            for (MasterCf.Entry each : master.entries()) {
                for (int i = 0; matches(name, each) && i < FIELDS.size(); i++) {
                    if (wild(parts[2], FIELDS.get(i))) {
                        found = true;
                        String value = i < 7 ? each.fields().get(i) : command(each);
                        print(each.name() + "/" + each.type() + "/" + FIELDS.get(i), value);
                    }
                }
            }
            unmatched(found, name);
        }
    }

    private static String command(MasterCf.Entry entry) {
        return entry.program() + (entry.arguments().isEmpty() ? "" : " " + String.join(" ", entry.arguments()));
    }

    private void print(String name, String value) throws IOException {
        tool.print(flags.contains('h') ? value : flags.contains('H') ? name : name + " = " + value);
    }

    private void parameters(MasterCf master) throws IOException {
        for (String name : names.isEmpty() ? List.of("*/*/*") : names) {
            String[] parts = (name + "/*/*").split("/");
            boolean found = names.isEmpty();
            for (MasterCf.Entry each : master.entries()) {
                if (!matches(name, each)) {
                    continue;
                }
                for (Map.Entry<String, String> option : new TreeMap<>(each.options()).entrySet()) {
                    if (wild(parts[2], option.getKey())) {
                        found = true;
                        print(each.name() + "/" + each.type() + "/" + option.getKey(), option.getValue());
                    }
                }
            }
            unmatched(found, name);
        }
    }

    /** For edits: writes the file anew with its mode and owner. */
    static void write(Process process, String path, List<String> lines) {
        StringBuilder all = new StringBuilder();
        lines.forEach(each -> all.append(each).append('\n'));
        String temporary = path + ".tmp";
        try {
            process.files().writeAll(temporary, Text.bytes(all.toString()));
        } catch (ErrnoException e) {
            throw new Fatal("open " + temporary + ": " + e.getMessage());
        }
        try {
            Stat old = process.files().stat(path);
            process.files().chmod(temporary, old.mode() & 07777);
            process.files().rename(temporary, path);
        } catch (ErrnoException e) {
            throw new Fatal("rename " + temporary + ": " + e.getMessage());
        }
    }

    static List<String> fieldNames() {
        return new ArrayList<>(FIELDS);
    }
}
