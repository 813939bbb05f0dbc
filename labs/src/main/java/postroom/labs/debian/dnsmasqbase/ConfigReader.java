package postroom.labs.debian.dnsmasqbase;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.io.ErrnoException;

/** Reads the command line and the files that it and they name ({@code dnsmasq(8)}, "CONFIG FILE"). */
final class ConfigReader {
    private static final int MAX_FILES = 256;

    private final Source source;
    private final Directives directives;
    private final Set<String> onCommandLine = new HashSet<>();
    private final Set<String> inFiles = new HashSet<>();
    private final Set<String> filesRead = new HashSet<>();

    ConfigReader(Source source, Config into) {
        this.source = source;
        this.directives = new Directives(into);
    }

    /** Takes a whole command line, and the configuration file that it names or the usual one. */
    void commandLine(List<String> argv) throws Fault {
        Getopt.Parsed parsed;
        try {
            parsed = OptionTable.getopt().parse(argv);
        } catch (UsageException wrong) {
            throw new Fault(Fault.BADCONF, "bad command line options: try --help");
        }
        if (!parsed.operands().isEmpty()) {
            throw new Fault(Fault.BADCONF, "junk found in command line");
        }
        String file = null;
        for (Getopt.Option each : parsed.options()) {
            OptionTable.Entry entry = OptionTable.byKey(each.key()).orElseThrow();
            if (entry.name().equals("conf-file")) {
                file = each.value();
            } else if (!entry.name().equals("conf-dir")) {
                one(entry, each.value(), "", true);
            }
        }
        if (file != null) {
            file(file);
        } else {
            try {
                source.file("/etc/dnsmasq.conf");
                file("/etc/dnsmasq.conf");
            } catch (ErrnoException none) {
                filesRead.add("/etc/dnsmasq.conf");
            }
        }
        for (Getopt.Option each : parsed.options()) {
            OptionTable.Entry entry = OptionTable.byKey(each.key()).orElseThrow();
            if (entry.name().equals("conf-dir")) {
                folder(each.value());
            }
        }
        directives.finish();
    }

    private void one(OptionTable.Entry entry, String value, String where, boolean commandLine) throws Fault {
        String name = entry.name();
        if (entry.once()) {
            if (commandLine && !onCommandLine.add(name)) {
                throw new Fault(Fault.BADCONF, "bad command line options: illegal repeated flag");
            }
            if (!commandLine && onCommandLine.contains(name)) {
                return;
            }
            if (!commandLine && !inFiles.add(name)) {
                throw new Fault(Fault.BADCONF, "illegal repeated keyword" + where);
            }
        }
        try {
            directives.apply(name, value);
        } catch (Directives.Wrong wrong) {
            if (commandLine) {
                String message = wrong.getMessage().equals("error") ? "try --help" : wrong.getMessage();
                throw new Fault(Fault.BADCONF, "bad command line options: " + message);
            }
            throw new Fault(Fault.BADCONF, wrong.getMessage() + where);
        }
    }

    private void file(String path) throws Fault {
        if (!filesRead.add(path) || filesRead.size() > MAX_FILES) {
            return;
        }
        String text;
        try {
            text = new String(source.file(path), StandardCharsets.UTF_8);
        } catch (ErrnoException e) {
            throw new Fault(Fault.FILE, "cannot read " + path + ": " + e.getMessage());
        }
        int number = 0;
        for (String line : text.split("\n", -1)) {
            line(line, " at line " + ++number + " of " + path);
        }
    }

    private void line(String line, String where) throws Fault {
        Optional<String> cleaned = Quoting.clean(line);
        if (cleaned.isEmpty()) {
            throw new Fault(Fault.BADCONF, "missing \"" + where);
        }
        String text = cleaned.get();
        if (text.isEmpty()) {
            return;
        }
        int equals = text.indexOf('=');
        String name = (equals < 0 ? text : text.substring(0, equals)).strip();
        String value = equals < 0 ? null : text.substring(equals + 1).strip();
        Optional<OptionTable.Entry> entry = OptionTable.find(name);
        if (entry.isEmpty() || name.equals("help") || name.equals("version") || name.equals("test")) {
            throw new Fault(Fault.BADCONF, "bad option" + where);
        }
        if (value == null && entry.get().argument() == OptionTable.Argument.REQUIRED) {
            throw new Fault(Fault.BADCONF, "missing parameter" + where);
        }
        if (value != null && entry.get().argument() == OptionTable.Argument.NONE) {
            throw new Fault(Fault.BADCONF, "extraneous parameter" + where);
        }
        if (name.equals("conf-file")) {
            file(value);
        } else if (name.equals("conf-dir")) {
            folder(value);
        } else {
            one(entry.get(), value, where, false);
        }
    }

    /** A folder, then endings: {@code .bak} leaves such files out, {@code *.conf} takes none but such. */
    private void folder(String value) throws Fault {
        List<String> parts = List.of(value.split(","));
        String path = parts.get(0);
        List<String> names;
        try {
            names = source.folder(path);
        } catch (ErrnoException e) {
            throw new Fault(Fault.FILE, "cannot access directory " + path + ": " + e.getMessage());
        }
        List<String> only = parts.stream()
                .skip(1)
                .filter(it -> it.startsWith("*") && it.length() > 1)
                .map(it -> it.substring(1))
                .toList();
        List<String> not =
                parts.stream().skip(1).filter(it -> !it.startsWith("*")).toList();
        for (String name : names) {
            boolean hidden = name.endsWith("~") || name.startsWith(".") || name.startsWith("#") && name.endsWith("#");
            boolean wanted = only.isEmpty() || only.stream().anyMatch(name::endsWith);
            if (!hidden && wanted && not.stream().noneMatch(name::endsWith)) {
                file(path.endsWith("/") ? path + name : path + "/" + name);
            }
        }
    }
}
