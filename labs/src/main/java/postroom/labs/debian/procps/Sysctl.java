package postroom.labs.debian.procps;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.regex.Budgeted;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.debian.regex.RegexException;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Stat;
import postroom.labs.host.Process;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code sysctl(8)}: reads and sets the kernel's settings, which are the files below {@code /proc/sys}. */
final class Sysctl extends ProcpsProgram {
    private static final String ROOT = "/proc/sys/";

    Sysctl() {
        super(
                new Getopt(
                        "bneNwfp::qoxaAXVdhr:",
                        "all",
                        "a",
                        "deprecated",
                        "deprecated",
                        "dry-run",
                        "dry-run",
                        "binary",
                        "b",
                        "ignore",
                        "e",
                        "names",
                        "N",
                        "values",
                        "n",
                        "load==",
                        "p",
                        "system",
                        "system",
                        "pattern=",
                        "r",
                        "quiet",
                        "q",
                        "write",
                        "w",
                        "help",
                        "h",
                        "version",
                        "V"),
                "h");
    }

    @Override
    protected int work(Process process, Getopt.Parsed parsed) throws IOException {
        List<String> names = parsed.operands();
        Optional<Pattern> pattern = Optional.empty();
        if (parsed.has("r")) {
            try {
                pattern = Optional.of(PosixRegex.compile(parsed.value("r", ""), PosixRegex.Syntax.EXTENDED, 0));
            } catch (RegexException e) {
                return fail(process, e.getMessage());
            }
        }
        Run run = new Run(process, parsed, pattern);
        if (parsed.has("d")) {
            return misused(process);
        }
        if (parsed.has("a") || parsed.has("A") || parsed.has("X")) {
            run.folder(ROOT.substring(0, ROOT.length() - 1));
        } else if (parsed.has("p") || parsed.has("f")) {
            List<String> files = new ArrayList<>(names);
            String attached = parsed.value("p", "");
            if (attached != null && !attached.isEmpty()) {
                files.add(0, attached);
            }
            for (String each : files.isEmpty() ? List.of("/etc/sysctl.conf") : files) {
                run.load(each, files.isEmpty());
            }
        } else if (names.isEmpty()) {
            if (parsed.has("r")) {
                process.err().print("sysctl: no variables specified\nTry `sysctl --help' for more information.\n");
                return 1;
            }
            process.out().print(postroom.labs.debian.help.HelpText.of("procps/sysctl"));
            return 1;
        } else {
            for (String each : names) {
                if (!run.setting(each)) {
                    break;
                }
            }
        }
        return run.status;
    }

    /** One call. */
    private static final class Run {
        private final Process process;
        private final Getopt.Parsed parsed;
        private final FileAccess files;
        private final Optional<Pattern> pattern;
        private int status;

        private Run(Process process, Getopt.Parsed parsed, Optional<Pattern> pattern) {
            this.process = process;
            this.parsed = parsed;
            this.files = process.files();
            this.pattern = pattern;
        }

        private void complain(String message) throws IOException {
            process.out().flush();
            process.err().println("sysctl: " + message);
            status = 1;
        }

        private static String path(String name) {
            boolean slashes =
                    name.indexOf('/') >= 0 && (name.indexOf('.') < 0 || name.indexOf('/') < name.indexOf('.'));
            return ROOT
                    + (slashes
                            ? name
                            : name.replace('/', '\0').replace('.', '/').replace('\0', '.'));
        }

        private static String name(String path) {
            return path.substring(ROOT.length())
                    .replace('.', '\0')
                    .replace('/', '.')
                    .replace('\0', '/');
        }

        /** A word of the command line: a name to show, or one to set; false if the rest is not worth reading. */
        private boolean setting(String word) throws IOException {
            int equals = word.indexOf('=');
            if (equals >= 0) {
                set(
                        word.substring(0, equals).strip(),
                        word.substring(equals + 1).strip(),
                        false);
            } else if (parsed.has("w")) {
                complain("command line(0): invalid syntax, continuing...");
                return false;
            } else {
                show(path(word), word);
            }
            return true;
        }

        private void show(String path, String name) throws IOException {
            Stat stat;
            try {
                stat = files.stat(path);
            } catch (ErrnoException e) {
                if (!parsed.has("e")) {
                    complain("cannot stat " + path + ": " + e.getMessage());
                }
                return;
            }
            if (stat.isDirectory()) {
                folder(path);
                return;
            }
            try {
                print(name(path), new String(files.readAll(path), StandardCharsets.UTF_8).stripTrailing());
            } catch (ErrnoException e) {
                complain(
                        e.errno() == Errno.EACCES
                                ? "permission denied on key '" + name + "'"
                                : "reading key \"" + name + "\": " + e.getMessage());
            }
        }

        private void print(String name, String value) throws IOException {
            if (parsed.has("N")) {
                process.out().println(name);
            } else if (parsed.has("b")) {
                process.out().print(value);
            } else if (parsed.has("n")) {
                process.out().println(value);
            } else {
                process.out().println(name + " = " + value);
            }
        }

        private void folder(String path) throws IOException {
            List<DirectoryEntry> all = new ArrayList<>(files.list(path));
            all.sort(Comparator.comparing(DirectoryEntry::name));
            for (DirectoryEntry each : all) {
                String child = path + "/" + each.name();
                if (files.stat(child).isDirectory()) {
                    folder(child);
                } else if (pattern.isEmpty()
                        || pattern.get()
                                .matcher(new Budgeted(name(child), process::step))
                                .find()) {
                    show(child, name(child));
                }
            }
        }

        /** Sets; {@code lenient} as a line that begins with a dash in a file wants it. */
        private void set(String name, String value, boolean lenient) throws IOException {
            String path = path(name);
            try {
                files.stat(path);
            } catch (ErrnoException e) {
                if (!parsed.has("e") && !lenient) {
                    complain("cannot stat " + path + ": " + e.getMessage());
                }
                return;
            }
            if (!parsed.has("dry-run")) {
                try {
                    files.writeAll(path, (value + "\n").getBytes(StandardCharsets.UTF_8));
                } catch (ErrnoException e) {
                    refused(name, e, lenient);
                    return;
                }
            }
            if (!parsed.has("q")) {
                print(name(path), value);
            }
        }

        private void refused(String name, ErrnoException why, boolean lenient) throws IOException {
            boolean denied = why.errno() == Errno.EACCES && !process.who().isRoot();
            complain(
                    denied
                            ? "permission denied on key \"" + name + "\"" + (lenient ? ", ignoring" : "")
                            : "setting key \"" + name + "\": Invalid argument");
            if (!denied) {
                status = 0;
            }
        }

        /** Sets what a file says, after all its lines have been read. */
        private void load(String file, boolean usual) throws IOException {
            byte[] bytes;
            try {
                bytes = file.equals("-") ? process.in().readAllBytes() : files.readAll(file);
            } catch (ErrnoException e) {
                if (!usual) {
                    complain("cannot open \"" + file + "\": " + e.getMessage());
                }
                return;
            }
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            List<String> good = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
                    continue;
                }
                if (line.indexOf('=') > 0) {
                    good.add(line);
                } else {
                    complain(file + "(" + (i + 1) + "): invalid syntax, continuing...");
                }
            }
            for (String each : good) {
                boolean lenient = each.startsWith("-");
                int equals = each.indexOf('=');
                set(
                        each.substring(lenient ? 1 : 0, equals).strip(),
                        each.substring(equals + 1).strip(),
                        lenient);
            }
        }
    }
}
