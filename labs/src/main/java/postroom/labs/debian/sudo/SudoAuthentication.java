package postroom.labs.debian.sudo;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import postroom.labs.debian.pam.PamUnix;
import postroom.labs.debian.pam.PasswordReader;
import postroom.labs.fs.Open;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;

/** Asks the invoker for the password, three times at most. */
final class SudoAuthentication {
    private static final int TRIES = 3;

    private final Process process;
    private final SudoOptions options;
    private final Accounts.User invoker;
    private final String target;
    private int wrong;

    SudoAuthentication(Process process, SudoOptions options, Accounts.User invoker, String target) {
        this.process = process;
        this.options = options;
        this.invoker = invoker;
        this.target = target;
    }

    /** How many wrong passwords were given. */
    int wrongPasswords() {
        return wrong;
    }

    /** True if the right password was given. Says itself why not, but for wrong passwords. */
    boolean succeeds() throws IOException {
        PamUnix pam = new PamUnix(process.host(), "sudo");
        if (pam.hasEmptyPassword(invoker.name())) {
            return true;
        }
        if (options.has("n")) {
            process.err().println("sudo: a password is required");
            return false;
        }
        Optional<PasswordReader> reader = reader();
        return reader.isPresent() && asks(pam, reader.get());
    }

    private Optional<PasswordReader> reader() throws IOException {
        if (options.has("S")) {
            return Optional.of(new PasswordReader(process, process.fd(0), process.fd(2)));
        }
        if (options.has("A")) {
            process.err().println("sudo: no askpass program specified, try setting SUDO_ASKPASS");
            process.err().println("sudo: a password is required");
            return Optional.empty();
        }
        try {
            Descriptor tty = process.open("/dev/tty", EnumSet.of(Open.READ, Open.WRITE), 0);
            return Optional.of(new PasswordReader(process, tty, tty));
        } catch (ErrnoException none) {
            process.err()
                    .println("sudo: a terminal is required to read the password; either use the -S option to"
                            + " read from standard input or configure an askpass helper");
            process.err().println("sudo: a password is required");
            return Optional.empty();
        }
    }

    private boolean asks(PamUnix pam, PasswordReader reader) throws IOException {
        while (wrong < TRIES) {
            if (wrong > 0) {
                process.err().println("Sorry, try again.");
            }
            PasswordReader.Answer answer = reader.read(prompt());
            if (answer.instead().isPresent()) {
                if (answer.instead().get() == PasswordReader.Instead.END) {
                    process.err().println((options.has("S") ? "\n" : "") + "sudo: no password was provided");
                }
                pam.logNoPassword(process, invoker.name());
                if (wrong == 0) {
                    process.err().println("sudo: a password is required");
                }
                return false;
            }
            if (pam.accepts(invoker.name(), answer.text())) {
                return true;
            }
            if (wrong == 0) {
                pam.logFailure(process, invoker.name(), invoker.name());
            }
            wrong++;
            process.sleep(PamUnix.FAIL_DELAY);
        }
        return false;
    }

    /** The prompt, with its {@code %} escapes. */
    private String prompt() {
        String wanted =
                options.value("p", process.environment().getOrDefault("SUDO_PROMPT", "[sudo] password for %p: "));
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < wanted.length(); i++) {
            char c = wanted.charAt(i);
            char next = c == '%' && i + 1 < wanted.length() ? wanted.charAt(++i) : 0;
            switch (next) {
                case 0 -> out.append(c);
                case '%' -> out.append('%');
                case 'p', 'u' -> out.append(invoker.name());
                case 'U' -> out.append(target);
                case 'h' -> out.append(HostNames.shortName(process.host()));
                case 'H' -> out.append(HostNames.qualified(process.host()));
                default -> out.append(c).append(next);
            }
        }
        return out.toString();
    }
}
