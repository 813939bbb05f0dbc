package postroom.labs.debian.login;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.pam.PamUnix;
import postroom.labs.debian.pam.PasswordReader;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.Syslog.Priority;

/**
 * {@code su(1)}: a shell, or a command of it, as another user, who gives his password; root need not. Also
 * {@code runuser(1)}, which is for root alone and asks nobody.
 */
public final class Su implements Program {
    private static final Getopt GETOPT = new Getopt(
            "c:fg:G:lmpPs:u:hVw:",
            "command=",
            "c",
            "session-command=",
            "c",
            "fast",
            "f",
            "login",
            "l",
            "preserve-environment",
            "p",
            "pty",
            "P",
            "shell=",
            "s",
            "group=",
            "g",
            "supp-group=",
            "G",
            "user=",
            "u",
            "whitelist-environment=",
            "w",
            "help",
            "h",
            "version",
            "V");

    private final boolean runuser;

    /** @param runuser true for {@code runuser} */
    public Su(boolean runuser) {
        this.runuser = runuser;
    }

    @Override
    public int run(Process process) throws IOException {
        String program = runuser ? "runuser" : "su";
        Getopt.Parsed parsed;
        try {
            parsed = GETOPT.parse(process.argv());
            if (!runuser && parsed.has("u")) {
                throw new UsageException("su: invalid option -- 'u'");
            }
        } catch (UsageException e) {
            process.err().println(e.getMessage());
            process.err().println("Try '" + process.argv().get(0) + " --help' for more information.");
            return 1;
        }
        if (parsed.has("h")) {
            process.out().print(HelpText.of("util-linux/" + program));
            return 0;
        }
        if (parsed.has("V")) {
            process.out().println(program + " from util-linux 2.38.1");
            return 0;
        }
        List<String> operands = new ArrayList<>(parsed.operands());
        boolean login = parsed.has("l");
        if (!operands.isEmpty() && operands.get(0).equals("-")) {
            login = true;
            operands.remove(0);
        }
        boolean direct = parsed.has("u");
        String name = direct ? parsed.value("u", "") : operands.isEmpty() ? "root" : operands.remove(0);
        if (runuser && process.realUid() != 0) {
            process.err().println("runuser: may not be used by non-root users");
            return 1;
        }
        Optional<Accounts.User> user = process.host().accounts().user(name);
        if (user.isEmpty()) {
            process.err()
                    .println(program + ": user " + name
                            + " does not exist or the user entry does not contain all the required fields");
            return 1;
        }
        if ((parsed.has("g") || parsed.has("G")) && process.realUid() != 0) {
            process.err().println(program + ": only root can specify alternative groups");
            return 1;
        }
        if (direct && operands.isEmpty()) {
            process.err().println("runuser: no command was specified");
            return 1;
        }
        if (!runuser && !authenticated(process, user.get(), login)) {
            return 1;
        }
        return new SuSession(process, program, parsed, user.get(), login).run(operands, direct);
    }

    private static boolean authenticated(Process process, Accounts.User user, boolean login) throws IOException {
        PamUnix pam = new PamUnix(process.host(), login ? "su-l" : "su");
        String invoker = process.host().accounts().userName(process.realUid());
        if (process.realUid() != 0 && !pam.hasEmptyPassword(user.name())) {
            PasswordReader reader = new PasswordReader(process, process.fd(0), process.fd(2));
            PasswordReader.Answer answer = reader.read("Password: ");
            boolean typed = answer.instead().isEmpty();
            if (!typed || !pam.accepts(user.name(), answer.text())) {
                if (typed) {
                    pam.logFailure(process, invoker, user.name());
                    process.sleep(PamUnix.FAIL_DELAY);
                } else {
                    pam.logNoPassword(process, user.name());
                }
                log(process, "FAILED SU (to " + user.name() + ") " + invoker);
                process.err().println("su: Authentication failure");
                return false;
            }
        }
        log(process, "(to " + user.name() + ") " + invoker);
        return true;
    }

    private static void log(Process process, String text) {
        String tty = process.terminal()
                .map(it -> it.device().substring("/dev/".length()))
                .orElse("none");
        process.host().syslog().log("auth", Priority.NOTICE, "su[" + process.pid() + "]", text + " on " + tty);
    }
}
