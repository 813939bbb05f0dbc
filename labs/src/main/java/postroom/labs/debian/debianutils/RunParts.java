package postroom.labs.debian.debianutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.regex.Budgeted;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.debian.regex.RegexException;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Stat;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.WaitStatus;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Pipe;

/** Debian's {@code run-parts(8)}: runs the programs of a folder one after the other, as cron does for {@code cron.daily}. */
final class RunParts implements Program {
    private static final Getopt OPTIONS = new Getopt(
            "hu:va:dV",
            "test",
            "test",
            "list",
            "list",
            "verbose",
            "v",
            "debug",
            "d",
            "report",
            "report",
            "umask=",
            "u",
            "arg=",
            "a",
            "help",
            "h",
            "version",
            "V",
            "lsbsysinit",
            "lsbsysinit",
            "regex=",
            "regex",
            "exit-on-error",
            "exit-on-error",
            "reverse",
            "reverse",
            "new-session",
            "new-session",
            "stdin",
            "stdin");
    private static final String HINT = "Try `run-parts --help' for more information.";

    @Override
    public int run(Process process) throws IOException {
        try {
            Getopt.Parsed parsed = OPTIONS.parse(process.argv());
            if (parsed.has("h")) {
                process.out().print(HelpText.of("debianutils/run-parts"));
                return 0;
            }
            if (parsed.has("V")) {
                process.out().print(HelpText.of("debianutils/run-parts.version"));
                return 0;
            }
            if (parsed.operands().size() != 1) {
                process.err().println("run-parts: missing operand\n" + HINT);
                return 1;
            }
            return new Run(process, parsed).folder(parsed.operands().get(0));
        } catch (UsageException wrong) {
            process.err().println(wrong.getMessage() + "\n" + HINT);
            return 1;
        }
    }

    /** One call. */
    private static final class Run {
        private final Process process;
        private final Getopt.Parsed options;
        private final FileAccess files;
        private int status;

        Run(Process process, Getopt.Parsed options) {
            this.process = process;
            this.options = options;
            this.files = process.files();
        }

        private void complain(String text) throws IOException {
            process.err().println("run-parts: " + text);
        }

        int folder(String folder) throws IOException {
            String umask = options.value("u", "022");
            if (!umask.matches("[0-7]{1,4}") || Integer.parseInt(umask, 8) > 0777) {
                complain("bad umask value");
                return 1;
            }
            process.umask(Integer.parseInt(umask, 8));
            List<String> names = new ArrayList<>();
            try {
                for (DirectoryEntry each : files.list(folder)) {
                    if (isValid(each.name())) {
                        names.add(each.name());
                    }
                }
            } catch (ErrnoException e) {
                complain("failed to open directory " + folder + ": " + e.getMessage());
                return 1;
            } catch (RegexException wrong) {
                process.err().println("Unable to build regexp: Invalid regular expression");
                return 1;
            }
            names.sort(options.has("reverse") ? Comparator.reverseOrder() : Comparator.naturalOrder());
            for (String name : names) {
                process.step();
                part(folder + "/" + name);
                if (status != 0 && options.has("exit-on-error")) {
                    break;
                }
            }
            return status;
        }

        private boolean isValid(String name) throws IOException, RegexException {
            boolean valid;
            if (options.has("regex")) {
                valid = PosixRegex.compile(options.value("regex", ""), PosixRegex.Syntax.EXTENDED, 0)
                        .matcher(new Budgeted(name, process::step))
                        .find();
            } else if (options.has("lsbsysinit")) {
                valid = name.matches("[a-z0-9]+|_?([a-z0-9_.]+-)+[a-z0-9]+|[a-zA-Z0-9_-]+")
                        && !name.matches(".*\\.dpkg-(old|dist|new|tmp)");
            } else {
                valid = name.matches("[a-zA-Z0-9_-]+");
            }
            if (options.has("d")) {
                process.err().println("\"" + name + "\": classicalre " + (valid ? "pass" : "fail"));
            }
            return valid;
        }

        private void part(String path) throws IOException {
            Stat stat;
            try {
                stat = files.stat(path);
            } catch (ErrnoException e) {
                complain("failed to stat component " + path + ": " + e.getMessage());
                status = options.has("exit-on-error") ? 1 : status;
                return;
            }
            boolean lists = options.has("list");
            if (stat.isDirectory()) {
                return;
            }
            if (!stat.isFile()) {
                complain("component " + path + " is not an executable plain file");
            } else if (lists && files.allows(path, 4) || options.has("test") && files.allows(path, 1)) {
                process.out().println(path);
            } else if (!lists && files.allows(path, 1)) {
                execute(path);
            }
        }

        private void execute(String path) throws IOException {
            List<String> argv = new ArrayList<>(List.of(path));
            options.options().stream().filter(it -> it.is("a")).forEach(it -> argv.add(it.value()));
            if (options.has("v")) {
                complain("executing " + String.join(" ", argv));
            }
            process.out().flush();
            Process child = process.fork();
            Report report = options.has("report") ? new Report(process, child, path) : null;
            child.start(it -> {
                try {
                    return it.exec(path, argv);
                } catch (ErrnoException e) {
                    it.err().println("run-parts: failed to exec " + path + ": " + e.getMessage());
                    return 1;
                }
            });
            if (report != null) {
                report.copy();
            }
            WaitStatus end = process.waitFor(child, false);
            if (end instanceof WaitStatus.Signalled killed) {
                complain(path + " exited because of uncaught signal "
                        + killed.signal().number());
                status = 1;
            } else if (end.shellStatus() != 0) {
                complain(path + " exited with return code " + end.shellStatus());
                status = 1;
            }
        }
    }

    /** Passes on what a program prints, its name before that. */
    private static final class Report {
        private final Process process;
        private final String path;
        private final Descriptor[] from = new Descriptor[2];
        private boolean named;

        Report(Process process, Process child, String path) {
            this.process = process;
            this.path = path;
            for (int i = 0; i < 2; i++) {
                Pipe pipe = new Pipe();
                from[i] = pipe.reader();
                child.fd(i + 1, pipe.writer());
            }
        }

        void copy() throws IOException {
            boolean[] ended = {false, false};
            byte[] buffer = new byte[4096];
            while (!ended[0] || !ended[1]) {
                process.poll(
                        null, ended[0] ? new Descriptor[] {from[1]} : ended[1] ? new Descriptor[] {from[0]} : from);
                for (int i = 0; i < 2; i++) {
                    int n = ended[i] ? Descriptor.NOT_NOW : from[i].tryRead(buffer, 0, buffer.length);
                    if (n == Descriptor.END) {
                        ended[i] = true;
                        from[i].close();
                    } else if (n > 0) {
                        pass(i, buffer, n);
                    }
                }
            }
        }

        private void pass(int which, byte[] bytes, int length) throws IOException {
            postroom.labs.host.Output to = which == 0 ? process.out() : process.err();
            if (!named) {
                named = true;
                to.println(path + ":");
            }
            to.write(bytes, 0, length);
            to.flush();
        }
    }
}
