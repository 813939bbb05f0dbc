package postroom.labs.debian.postfix.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.MacroExpander;
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
    private final Map<String, String> overrides;
    private final String path;
    /** Warnings overtake the lines: those wait in the buffer of standard output until the end. */
    private final List<String> shown = new ArrayList<>();

    PostconfMaster(
            Process process, Tool tool, Set<Character> flags, List<String> names, Map<String, String> overrides) {
        this.process = process;
        this.tool = tool;
        this.flags = flags;
        this.names = names;
        this.overrides = overrides;
        this.path = tool.directory() + "/master.cf";
    }

    int run() throws IOException {
        String text;
        try {
            text = Text.of(process.files().readAll(path));
        } catch (ErrnoException e) {
            throw new Fatal("open " + path + ": " + e.getMessage());
        }
        boolean edits = flags.contains('e')
                || flags.contains('X')
                || flags.contains('#')
                || names.stream().anyMatch(each -> each.indexOf('=') > 0);
        if (edits) {
            new MasterCfEditor(process, tool, path, text).edit(flags, names);
            return 0;
        }
        MasterCf master = MasterCf.parseForPostconf(
                text, line -> new Fatal("file " + path + ": line " + line.last() + ": bad field count"));
        if (flags.contains('M')) {
            services(master);
        } else if (flags.contains('F')) {
            fields(master);
        } else {
            parameters(master);
        }
        shown.forEach(each -> print(each));
        process.out().flush();
        UnusedParameters.ofServices(tool.main(), master).forEach(tool::warning);
        return 0;
    }

    private void print(String line) {
        try {
            tool.print(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void services(MasterCf master) {
        if (names.isEmpty()) {
            for (MasterCf.Entry each : master.entries()) {
                shown.add(line(each));
            }
        }
        for (String name : names) {
            parts(name, 2, "-M option requires service_name[/type]");
            unmatched(master.entries().stream().anyMatch(each -> matches(name, each)), name);
        }
        for (MasterCf.Entry each : master.entries()) {
            if (names.stream().anyMatch(name -> matches(name, each))) {
                shown.add(line(each));
            }
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
        return MasterEntryText.of(entry, flags.contains('f'), value -> expanded(value, entry));
    }

    /** {@code -x}: by the service's own parameters and those of main.cf. */
    private String expanded(String value, MasterCf.Entry entry) {
        if (!flags.contains('x')) {
            return value;
        }
        Map<String, String> own = new HashMap<>(overrides);
        own.putAll(entry.options());
        own.put("service_name", entry.name());
        try {
            return new MacroExpander(tool.unchecked(own)::raw, tool::warning, true).expand(value);
        } catch (MacroExpander.Broken broken) {
            throw new Fatal("macro processing error");
        }
    }

    private void fields(MasterCf master) {
        for (String name : names.isEmpty() ? List.of("*/*/*") : names) {
            String[] parts = (parts(name, 3, "-F option requires service_name[/type[/field]]") + "/*/*").split("/");
            if (!parts[2].equals("*") && !FIELDS.contains(parts[2])) {
                throw new Fatal("invalid service attribute name: \"" + parts[2] + "\"");
            }
            boolean found = false;
            for (MasterCf.Entry each : master.entries()) {
                for (int i = 0; matches(name, each) && i < FIELDS.size(); i++) {
                    if (wild(parts[2], FIELDS.get(i))) {
                        found = true;
                        String value = i < 7
                                ? each.fields().get(i)
                                : MasterEntryText.command(each, text -> expanded(text, each));
                        show(each.name() + "/" + each.type() + "/" + FIELDS.get(i), value);
                    }
                }
            }
            unmatched(found, name);
        }
    }

    private static String parts(String request, int most, String message) {
        if (request.split("/", -1).length > most) {
            throw new Fatal(message);
        }
        return request;
    }

    private void show(String name, String value) {
        shown.add(flags.contains('h') ? value : flags.contains('H') ? name : (name + " = " + value).stripTrailing());
    }

    private void parameters(MasterCf master) {
        for (String name : names.isEmpty() ? List.of("*/*/*") : names) {
            String[] parts = (parts(name, 3, "-P option requires service_name[/type[/parameter]]") + "/*/*").split("/");
            boolean found = names.isEmpty();
            for (MasterCf.Entry each : master.entries()) {
                if (!matches(name, each)) {
                    continue;
                }
                for (Map.Entry<String, String> option : new TreeMap<>(each.options()).entrySet()) {
                    if (wild(parts[2], option.getKey())) {
                        found = true;
                        show(
                                each.name() + "/" + each.type() + "/" + option.getKey(),
                                expanded(option.getValue(), each));
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
