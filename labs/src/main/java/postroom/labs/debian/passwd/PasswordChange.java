package postroom.labs.debian.passwd;

import java.io.IOException;
import java.util.Random;
import postroom.labs.debian.libcrypt.Crypt;
import postroom.labs.debian.pam.PamUnix;
import postroom.labs.debian.pam.PasswordReader;
import postroom.labs.host.Process;
import postroom.labs.host.Syslog;

/** {@code pam_chauthtok(3)} with Debian's {@code common-password}: {@code pam_unix} asks for a new password and writes it. */
final class PasswordChange {
    private static final int TRIES = 3;
    private static final int MIN_LENGTH = 6;
    private static final int REFUSED = 10;

    private final Job job;
    private final Process process;
    private final String service;

    PasswordChange(Job job, String service) {
        this.job = job;
        this.process = job.process();
        this.service = service;
    }

    /** The dialogue of {@code passwd(1)} with its last words; the exit status. */
    int dialogue(String user) throws IOException {
        if (asked(user)) {
            process.err().println("passwd: password updated successfully");
            return 0;
        }
        process.err().println("passwd: Authentication token manipulation error");
        process.err().println("passwd: password unchanged");
        return REFUSED;
    }

    private boolean asked(String user) throws IOException {
        PasswordReader reader = new PasswordReader(process, process.fd(0), process.fd(2));
        String old = null;
        if (!job.byRoot()) {
            say("Changing password for " + user + ".");
            PasswordReader.Answer answer = reader.read("Current password: ");
            old = answer.text();
            if (answer.instead().isPresent()) {
                return false;
            }
            PamUnix pam = new PamUnix(process.host(), service);
            if (!pam.accepts(user, old) && !pam.hasEmptyPassword(user)) {
                logFailure(user);
                process.sleep(PamUnix.FAIL_DELAY);
                return false;
            }
            if (tooYoung(user)) {
                process.err().println("You must wait longer to change your password.");
                return false;
            }
        }
        for (int tried = 0; tried < TRIES; tried++) {
            PasswordReader.Answer first = reader.read("New password: ");
            if (first.instead().isPresent()) {
                process.err().println("Password change has been aborted.");
                return false;
            }
            PasswordReader.Answer second = reader.read("Retype new password: ");
            if (second.instead().isPresent()) {
                process.err().println("Password change has been aborted.");
                return false;
            }
            if (!first.text().equals(second.text())) {
                process.err().println("Sorry, passwords do not match.");
                return false;
            }
            String remark = remark(old, first.text());
            if (remark == null) {
                set(user, first.text());
                return true;
            }
            process.err().println(remark);
        }
        return false;
    }

    /** What is wrong with a new password; null for nothing. */
    private String remark(String old, String fresh) {
        if (fresh.isEmpty()) {
            return "No password has been supplied.";
        }
        if (job.byRoot()) {
            return null;
        }
        if (fresh.equals(old)) {
            return "The password has not been changed.";
        }
        return fresh.length() < MIN_LENGTH ? "You must choose a longer password." : null;
    }

    private boolean tooYoung(String user) throws IOException {
        String[] fields = new AccountFiles(job.files()).shadow().find(user).orElse(new String[0]);
        long last = Days.field(fields, 2);
        long min = Days.field(fields, 3);
        return last > 0 && min > 0 && job.today() < last + min;
    }

    /** Writes a new password without asking for anything, and says so in the log. */
    void set(String user, String password) throws IOException {
        AccountFiles files = new AccountFiles(job.files());
        files.setPassword(user, hash(password), job.today());
        files.save();
        logChanged(user);
    }

    void logChanged(String user) {
        job.log(Syslog.Priority.NOTICE, "pam_unix(" + service + ":chauthtok): password changed for " + user);
    }

    /** A fresh hash; its salt is from the lab's own chance. */
    String hash(String password) throws IOException {
        byte[] seed = new byte[8];
        postroom.labs.io.Descriptor urandom =
                process.open("/dev/urandom", java.util.EnumSet.of(postroom.labs.fs.Open.READ), 0);
        try {
            process.read(urandom, seed, 0, seed.length);
        } finally {
            urandom.close();
        }
        return Crypt.newHash(password, new Random(java.nio.ByteBuffer.wrap(seed).getLong()));
    }

    private void logFailure(String user) {
        String tty = process.terminal().map(it -> it.device()).orElse("");
        job.log(
                Syslog.Priority.NOTICE,
                "pam_unix(" + service + ":chauthtok): authentication failure; logname= uid=" + process.realUid()
                        + " euid=0 tty=" + tty + " ruser= rhost=  user=" + user);
    }

    private void say(String text) throws IOException {
        process.out().println(text);
        if (process.fd(1).terminal().isPresent()) {
            process.out().flush();
        }
    }
}
