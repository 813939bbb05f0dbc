package postroom.labs.debian.dovecot.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.dovecot.auth.MailUser;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.pam.PasswordReader;
import postroom.labs.host.Process;

/** {@code doveadm auth}: whether somebody would get in. */
final class AuthCommand implements DoveadmCommand {
    private static final Getopt OPTIONS = new Getopt("a:m:M:x:");

    private final boolean login;

    /** @param login true for {@code auth login}, which asks the userdb, too */
    AuthCommand(boolean login) {
        this.login = login;
    }

    @Override
    public int run(Runtime runtime, List<String> arguments) throws IOException, BadCall {
        Process process = runtime.process();
        List<String> argv = new ArrayList<>(List.of(login ? "login" : "test"));
        argv.addAll(arguments);
        Getopt.Parsed call;
        try {
            call = OPTIONS.parse(argv);
        } catch (UsageException e) {
            throw new BadCall(e.getMessage());
        }
        if (call.operands().isEmpty() || call.operands().size() > 2) {
            throw new BadCall(null);
        }
        Optional<String> trouble = runtime.trouble("auth-client");
        if (trouble.isPresent()) {
            String more = trouble.get().equals("Permission denied")
                    ? " (euid=" + process.who().uid() + "("
                            + process.host().accounts().userName(process.who().uid()) + ") egid="
                            + process.who().gid() + "("
                            + process.host().accounts().groupName(process.who().gid())
                            + ") missing +r perm: /run/dovecot/auth-client, dir owned by 0:0 mode=0755)"
                    : "";
            process.err()
                    .println("Error: auth-client: conn unix:/run/dovecot/auth-client:"
                            + " connect(/run/dovecot/auth-client) failed: " + trouble.get() + more);
            return Doveadm.REFUSED;
        }
        String name = call.operands().get(0);
        String password = call.operands().size() > 1
                ? call.operands().get(1)
                : new PasswordReader(process, process.fd(0), process.fd(1))
                        .read("Password: ")
                        .text();
        return test(runtime, name, password);
    }

    private int test(Runtime runtime, String name, String password) throws IOException {
        Process process = runtime.process();
        boolean good = runtime.accepts(name, password);
        process.out().println("passdb: " + name + " auth " + (good ? "succeeded" : "failed"));
        process.out().println("extra fields:");
        process.out().println("  user=" + name);
        if (!good) {
            return Doveadm.REFUSED;
        }
        process.out().println("  ");
        Optional<MailUser> found = login ? runtime.user(name) : Optional.empty();
        if (found.isPresent()) {
            process.out().println("userdb extra fields:");
            process.out().println("  " + name);
            process.out().println("  system_groups_user=" + name);
            process.out().println("  uid=" + found.get().who().uid());
            process.out().println("  gid=" + found.get().who().gid());
            process.out().println("  home=" + found.get().home());
            process.out().println("  auth_mech=PLAIN");
        }
        return 0;
    }

    /** {@code auth lookup}: only databases that give passwords away can answer it. */
    static int lookUp(Runtime runtime, List<String> arguments) throws IOException, BadCall {
        if (arguments.isEmpty()) {
            throw new BadCall(null);
        }
        for (String each : arguments) {
            runtime.process()
                    .err()
                    .println("Error: passdb lookup failed for " + each
                            + ": Configured passdbs don't support credentials lookups");
        }
        return Doveadm.FAILED;
    }

    /** {@code auth cache flush}: nothing is kept. */
    static int flush(Runtime runtime, List<String> arguments) throws IOException, BadCall {
        if (arguments.isEmpty() || !arguments.get(0).equals("flush")) {
            throw new BadCall(null);
        }
        runtime.process().out().println("0 cache entries flushed");
        return 0;
    }
}
