package postroom.labs.debian.dovecot.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.dovecot.auth.MailUser;
import postroom.labs.debian.dovecot.config.ConfigException;
import postroom.labs.debian.dovecot.config.ConfigFiles;
import postroom.labs.debian.dovecot.config.DovecotConfig;
import postroom.labs.debian.dovecot.master.Master;
import postroom.labs.debian.dovecot.print.Rows;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.gnu.Text;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;
import postroom.labs.shell.pattern.Pattern;

/**
 * A command of {@code doveadm} on the mail of users: one ({@code -u}), those of a pattern, all ({@code -A}) or those of a
 * file ({@code -F}).
 */
final class MailCommand implements DoveadmCommand {
    private final String name;
    private final Getopt options;
    private final String format;
    private final Preparation preparation;

    /** A command line that was taken apart, and where its rows go. */
    record Call(Process process, Getopt.Parsed parsed, Rows rows) {
        boolean has(String option) {
            return parsed.has(option);
        }

        List<String> operands() {
            return parsed.operands();
        }
    }

    /** What is done for each user. */
    @FunctionalInterface
    interface Work {
        /** Does it. What goes wrong is told to the user, who remembers the exit status. */
        void on(MailUserSession user) throws IOException, MailFatal;
    }

    /** Reads the arguments and says what the columns are, before any user is looked at. */
    @FunctionalInterface
    interface Preparation {
        /** What then is to be done; complains about a wrong call. */
        Work prepare(Call call) throws IOException, BadCall, MailFatal;
    }

    /**
     * A command.
     *
     * @param name with all its words
     * @param shorts its options beyond those that all have
     * @param format how it prints by itself
     */
    MailCommand(String name, String shorts, String format, Preparation preparation) {
        this.name = name;
        this.options = new Getopt("AF:S:u:" + shorts);
        this.format = format;
        this.preparation = preparation;
    }

    @Override
    public int run(Runtime runtime, List<String> arguments) throws IOException, BadCall {
        Process process = runtime.process();
        List<String> argv = new ArrayList<>(List.of(name.substring(name.lastIndexOf(' ') + 1)));
        argv.addAll(arguments);
        Getopt.Parsed parsed;
        try {
            parsed = options.parse(argv);
        } catch (UsageException e) {
            throw new BadCall(e.getMessage());
        }
        String user = parsed.value("u", null);
        boolean many = parsed.has("A") || parsed.has("F") || user != null && user.matches(".*[*?].*");
        String wanted = runtime.formatter().isEmpty() ? format : runtime.formatter();
        Optional<Rows> rows = Rows.of(process, wanted, many);
        if (rows.isEmpty()) {
            process.err().println("doveadm(" + own(process) + "): Fatal: Unknown print formatter: " + wanted);
            return Doveadm.FAILED;
        }
        try {
            Work work = preparation.prepare(new Call(process, parsed, rows.get()));
            int status = many ? each(runtime, parsed, rows.get(), work) : single(runtime, user, rows.get(), work);
            rows.get().flush();
            process.out().flush();
            return status;
        } catch (MailFatal e) {
            process.out().flush();
            process.err().println(e.getMessage());
            return e.status();
        }
    }

    private static String own(Process process) {
        return process.environment()
                .getOrDefault(
                        "USER", process.host().accounts().userName(process.who().uid()));
    }

    // ---- for whom -------------------------------------------------------------------------------------

    private int single(Runtime runtime, String given, Rows rows, Work work) throws IOException, MailFatal {
        Process process = runtime.process();
        String name = given == null ? own(process) : given;
        boolean root = process.who().uid() == 0;
        if (given == null && root) {
            MailUserSession.complain(
                    process, name, "Couldn't drop privileges: User is missing UID (see mail_uid setting)");
            return Doveadm.FAILED;
        }
        boolean self =
                name.equals(process.host().accounts().userName(process.who().uid()));
        Optional<MailUser> user;
        if (self && !root) {
            user = process.host()
                    .accounts()
                    .user(name)
                    .map(it -> new MailUser(it.name(), process.who(), it.home(), ""));
        } else {
            Optional<String> trouble = runtime.trouble("auth-userdb");
            if (trouble.isPresent() || !root) {
                return cannotAsk(process, name, trouble);
            }
            user = runtime.user(name);
        }
        if (user.isEmpty()) {
            MailUserSession.complain(process, name, "User doesn't exist");
            return Doveadm.NO_USER;
        }
        return run(process, config(process), user.get(), rows, work);
    }

    private static int cannotAsk(Process process, String name, Optional<String> trouble) throws IOException {
        process.err()
                .println("doveadm(" + name + ")<" + process.pid() + "><>: Error: auth-master: userdb lookup(" + name
                        + "): "
                        + trouble.map(it -> "connect(/run/dovecot/auth-userdb) failed: " + it)
                                .orElse("Auth USER lookup failed"));
        MailUserSession.complain(
                process,
                name,
                "User lookup failed: Internal error occurred. Refer to server log for more information.");
        return Doveadm.FAILED;
    }

    /** The configuration: that of the running Dovecot for those who may ask it, else what the files say. */
    static DovecotConfig config(Process process) throws MailFatal {
        Optional<Master> running = Master.on(process.host());
        if (running.isPresent() && process.who().uid() == 0) {
            return running.get().config();
        }
        try {
            return DovecotConfig.read(ConfigFiles.on(process.files()), DovecotConfig.FILE);
        } catch (ConfigException e) {
            throw new MailFatal(89, "doveconf: Fatal: Error in configuration file " + e.getMessage());
        }
    }

    private static int run(Process process, DovecotConfig config, MailUser user, Rows rows, Work work)
            throws IOException, MailFatal {
        MailUserSession session = new MailUserSession(process, config, user);
        rows.user(user.name());
        try {
            work.on(session);
        } catch (Rows.MultiLine e) {
            throw new MailFatal(Doveadm.FAILED, "doveadm(" + user.name() + "): Fatal: " + e.getMessage());
        } catch (FoundMessage.Fatal e) {
            throw new MailFatal(Doveadm.FAILED, "doveadm(" + user.name() + "): Fatal: " + e.getMessage());
        } catch (MailUserSession.Failed saidWhy) {
            process.step();
        }
        process.out().flush();
        return session.status();
    }

    private int each(Runtime runtime, Getopt.Parsed parsed, Rows rows, Work work) throws IOException, MailFatal {
        Process process = runtime.process();
        List<String> names = new ArrayList<>();
        if (parsed.has("F")) {
            String file = parsed.value("F", "");
            try {
                Text.of(process.files().readAll(file)).lines().forEach(names::add);
            } catch (ErrnoException e) {
                process.err().println("Error: read(" + file + ") failed: open(" + file + ") failed: " + e.getMessage());
                process.err().println("doveadm: Error: Failed to iterate through some users");
                return Doveadm.FAILED;
            }
        } else {
            if (runtime.refused("auth-userdb")) {
                return Doveadm.FAILED;
            }
            Pattern mask = Pattern.compile(parsed.has("A") ? "*" : parsed.value("u", "*"));
            int lowest = Integer.parseInt(runtime.setting("first_valid_uid"));
            for (Accounts.User each : process.host().accounts().users()) {
                if (each.uid() >= lowest && mask.matches(each.name())) {
                    names.add(each.name());
                }
            }
        }
        DovecotConfig config = config(process);
        int status = 0;
        for (String each : names) {
            process.step();
            Optional<MailUser> user = runtime.user(each);
            if (user.isEmpty()) {
                MailUserSession.complain(process, each, "User no longer exists, skipping");
                continue;
            }
            int one = run(process, config, user.get(), rows, work);
            status = one == 0 ? status : one;
        }
        return status;
    }
}
