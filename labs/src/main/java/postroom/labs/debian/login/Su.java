package postroom.labs.debian.login;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.pam.PamUnix;
import postroom.labs.debian.pam.PasswordReader;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;
import postroom.labs.host.Syslog.Priority;

/**
 * {@code su(1)}: a shell, or a command of it, as another user, who gives his password; root need not. Also
 * {@code runuser(1)}, which is for root alone and asks nobody.
 */
public final class Su extends GnuProgram {
    private final boolean runuser;

    /** @param runuser true for {@code runuser} */
    public Su(boolean runuser) {
        super(
                Suite.UTIL_LINUX,
                1,
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
                "w");
        this.runuser = runuser;
    }

    @Override
    protected int run(Call call) throws IOException {
        if (!runuser && call.has("u")) {
            throw Failure.usage(null); // the letter is runuser's, whose table of options it shares
        }
        Process process = call.process();
        String program = own();
        List<String> operands = new ArrayList<>(call.operands());
        boolean login = call.has("l");
        if (!operands.isEmpty() && operands.get(0).equals("-")) {
            login = true;
            operands.remove(0);
        }
        boolean direct = call.has("u");
        String name = direct ? call.value("u", "") : operands.isEmpty() ? "root" : operands.remove(0);
        if (direct && operands.isEmpty()) {
            throw Failure.of(1, "no command was specified");
        }
        if (call.has("g", "G") && process.realUid() != 0) {
            throw Failure.of(1, "only root can specify alternative groups");
        }
        Accounts.User user = process.host()
                .accounts()
                .user(name)
                .orElseThrow(() -> Failure.of(
                        1,
                        "user " + name + " does not exist or the user entry does not contain all the required fields"));
        if (runuser && process.realUid() != 0) {
            throw Failure.of(1, "may not be used by non-root users");
        }
        if (!runuser && !authenticated(process, user, login)) {
            return 1;
        }
        return new SuSession(call, program, user, login).run(operands, direct);
    }

    @Override
    protected String own() {
        return runuser ? "runuser" : "su";
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
