package postroom.labs.debian.cron;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;
import postroom.labs.host.Exit;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;

/** {@code crontab(1)}: shows, replaces, edits and removes a user's crontab. Set-gid crontab. */
final class CrontabCommand implements Program {
    private static final Getopt OPTIONS = new Getopt("u:hnleri");
    private static final String OPERATIONS = "hler";

    @Override
    public int run(Process process) throws IOException {
        Accounts accounts = process.host().accounts();
        Optional<Accounts.User> invoker = accounts.user(process.realUid());
        if (invoker.isEmpty()) {
            process.err().println("crontab: your UID isn't in the passwd file.\nbailing out.");
            return 1;
        }
        List<String> argv = process.argv();
        Getopt.Parsed parsed;
        try {
            parsed = OPTIONS.parse(argv.size() == 1 ? List.of(argv.get(0), "-") : argv);
        } catch (UsageException wrong) {
            process.err().println(wrong.getMessage());
            return usage(process, "unrecognized option");
        }
        Accounts.User user = invoker.get();
        String operation = "";
        for (Getopt.Option each : parsed.options()) {
            if (each.is("u")) {
                user = accounts.user(each.value()).orElseThrow(() -> unknown(process, each.value()));
                if (process.realUid() != 0 && process.realUid() != user.uid()) {
                    process.err().println("must be privileged to use -u");
                    return 1;
                }
            } else if (OPERATIONS.contains(each.key())) {
                if (!operation.isEmpty()) {
                    return usage(process, "only one operation permitted");
                }
                operation = each.key();
            }
        }
        if (!operation.isEmpty() && !parsed.operands().isEmpty()) {
            return usage(process, "no arguments permitted after this option");
        }
        if (operation.isEmpty() && parsed.operands().isEmpty()) {
            return usage(process, "file name must be specified for replace");
        }
        String name = parsed.operands().isEmpty() ? "" : parsed.operands().get(0);
        byte[] input = operation.isEmpty() && !name.equals("-") ? source(process, name) : null;
        if (!Permission.allows(process, user.name())) {
            return denied(process, invoker.get(), user);
        }
        UserCrontab crontab = new UserCrontab(process, invoker.get(), user);
        return switch (operation) {
            case "h" -> usage(process, "");
            case "l" -> crontab.list();
            case "r" -> crontab.delete(parsed.has("i"));
            case "e" -> new CrontabEditor(process, crontab).run();
            default ->
                crontab.replace(input == null ? standardInput(process) : input, name, parsed.has("n"))
                                == UserCrontab.Outcome.INSTALLED
                        ? 0
                        : 1;
        };
    }

    private static Exit unknown(Process process, String name) {
        try {
            process.err().println("crontab:  user `" + name + "' unknown");
        } catch (IOException nowhere) {
            return new Exit(1);
        }
        return new Exit(1);
    }

    private static int usage(Process process, String complaint) throws IOException {
        if (!complaint.isEmpty()) {
            process.err().println("crontab: usage error: " + complaint);
        }
        process.err().print(HelpText.of("cron/crontab"));
        return 1;
    }

    private static int denied(Process process, Accounts.User invoker, Accounts.User user) throws IOException {
        if (process.realUid() == 0) {
            process.err().println("The user " + user.name() + " cannot use this program (crontab)");
            return 1;
        }
        process.err().println("You (" + user.name() + ") are not allowed to use this program (crontab)");
        process.err().println("See crontab(1) for more information");
        new CronLog(process.host(), "crontab")
                .event(process.pid(), invoker.name(), "AUTH", "crontab command not allowed");
        return 1;
    }

    /** The file that is to become the crontab, read in the name of who called. */
    private static byte[] source(Process process, String name) throws IOException {
        Credentials own = new Credentials(
                process.realUid(), process.realGid(), process.who().groups());
        FileAccess files = process.files().as(own);
        try {
            if (!files.stat(name).isFile() && files.allows(name, 4)) {
                process.err().println(name + ": Not a regular file.");
                throw new Exit(1);
            }
            return files.readAll(name);
        } catch (ErrnoException e) {
            process.err().println(name + ": " + e.getMessage());
            throw new Exit(1);
        }
    }

    private static byte[] standardInput(Process process) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        int limit = Crontab.MAX_LINES * 1000;
        for (int n = process.in().read(buffer, 0, buffer.length);
                n > 0 && all.size() < limit;
                n = process.in().read(buffer, 0, buffer.length)) {
            all.write(buffer, 0, n);
        }
        return all.toByteArray();
    }

    /** A line that somebody types, without its line feed; empty at the end of input. */
    static String answer(Process process) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = process.in().read(); c >= 0 && c != '\n'; c = process.in().read()) {
            if (line.size() < 1000) {
                line.write(c);
            }
        }
        return line.toString(UTF_8);
    }
}
