package postroom.labs.debian.passwd;

import java.io.IOException;
import postroom.labs.debian.pam.PamUnix;
import postroom.labs.debian.pam.PasswordReader;

/** Makes a user who changes his own entry give his password first ({@code pam_rootok}, then {@code pam_unix}). */
final class OwnAccount {
    private OwnAccount() {}

    static void authenticate(Job job, String user) throws IOException {
        if (job.byRoot()) {
            return;
        }
        PamUnix pam = new PamUnix(job.process().host(), job.name());
        if (pam.hasEmptyPassword(user)) {
            return;
        }
        PasswordReader.Answer answer = new PasswordReader(
                        job.process(), job.process().fd(0), job.process().fd(2))
                .read("Password: ");
        if (answer.instead().isPresent() || !pam.accepts(user, answer.text())) {
            if (answer.instead().isEmpty()) {
                pam.logFailure(job.process(), user, user);
                job.process().sleep(PamUnix.FAIL_DELAY);
            }
            throw Refusal.of(1, "PAM: Authentication failure");
        }
    }
}
