package postroom.labs.debian.dovecot.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.dovecot.auth.MailUser;
import postroom.labs.host.Host;
import postroom.labs.host.Process;
import postroom.labs.io.BytesInput;
import postroom.labs.io.ErrnoException;

/** Sends mail by {@code sendmail}, a process of the user whose mail is delivered. */
final class Submission {
    private final Host host;
    private final MailUser user;
    private final int parent;

    Submission(Host host, MailUser user, int parent) {
        this.host = host;
        this.user = user;
        this.parent = parent;
    }

    /** Hands a message over. @return why that could not be done */
    Optional<String> send(String program, String sender, String recipient, byte[] message) {
        try {
            Process process = host.processes().create(parent);
            List<String> argv = new ArrayList<>(List.of(program, "-i", "-f", sender.isEmpty() ? "<>" : sender, "--"));
            argv.add(recipient);
            process.argv(argv);
            process.become(user.who());
            process.chdir("/");
            process.fd(0, new BytesInput(message));
            process.start(self -> self.exec(program, argv));
            return Optional.empty();
        } catch (ErrnoException e) {
            return Optional.of("open(" + program + ") failed: " + e.getMessage());
        }
    }
}
