package postroom.labs.debian.dovecot.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postroom.labs.debian.dovecot.auth.PasswordScheme;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.pam.PasswordReader;
import postroom.labs.host.Process;

/** {@code doveadm pw}: makes and checks stored passwords. */
final class PwCommand implements DoveadmCommand {
    private static final Getopt OPTIONS = new Getopt("lp:r:s:t:u:V");

    @Override
    public int run(Runtime runtime, List<String> arguments) throws IOException, BadCall {
        Process process = runtime.process();
        List<String> argv = new ArrayList<>(List.of("pw"));
        argv.addAll(arguments);
        Getopt.Parsed call;
        try {
            call = OPTIONS.parse(argv);
        } catch (UsageException e) {
            throw new BadCall(e.getMessage());
        }
        if (call.has("l")) {
            process.out().print(HelpText.of("dovecot-core/schemes"));
            return 0;
        }
        DoveadmCommand.none(call.operands());
        String scheme = call.value("s", "SHA512-CRYPT").toUpperCase(Locale.ROOT);
        String hash = call.value("t", null);
        if (hash == null && !PasswordScheme.has(scheme)) {
            return fatal(process, "Unknown scheme: " + scheme);
        }
        if (hash != null && PasswordScheme.named(hash).isEmpty()) {
            return fatal(process, "Missing {scheme} prefix from hash");
        }
        Optional<String> password = password(process, call, hash != null);
        if (password.isEmpty()) {
            process.err().println("Error: Passwords don't match!");
            return Doveadm.FAILED;
        }
        if (hash != null) {
            if (!PasswordScheme.matches(hash, "PLAIN", password.get())) {
                return fatal(process, "reverse password verification check failed: Password mismatch");
            }
            process.out().println(hash + " (verified)");
            return 0;
        }
        String stored =
                PasswordScheme.store(scheme, password.get(), process.host().random());
        process.out().println(stored + (call.has("V") ? " (verified)" : ""));
        return 0;
    }

    private static Optional<String> password(Process process, Getopt.Parsed call, boolean once) throws IOException {
        if (call.has("p")) {
            return Optional.of(call.value("p", ""));
        }
        PasswordReader reader = new PasswordReader(process, process.fd(0), process.fd(2));
        String first = reader.read("Enter new password: ").text();
        if (once) {
            return Optional.of(first);
        }
        String second = reader.read("Retype new password: ").text();
        return first.equals(second) ? Optional.of(first) : Optional.empty();
    }

    private static int fatal(Process process, String text) throws IOException {
        process.err().println("Fatal: " + text);
        return Doveadm.FAILED;
    }
}
