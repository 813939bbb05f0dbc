package postroom.labs.debian.pam;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import postroom.labs.debian.libcrypt.Crypt;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;
import postroom.labs.host.Host;
import postroom.labs.host.Process;
import postroom.labs.host.Syslog.Priority;
import postroom.labs.io.ErrnoException;

/**
 * {@code pam_unix(8)} for one service: passwords by {@code /etc/shadow}, and what it writes to the log.
 *
 * @param service as in {@code /etc/pam.d}: {@code su}, {@code su-l}, {@code sudo}
 */
public record PamUnix(Host host, String service) {
    /** How long a wrong password takes. */
    public static final Duration FAIL_DELAY = Duration.ofSeconds(2);

    /** The second field of a user's line in /etc/shadow; empty if there is no such line. */
    public Optional<String> shadowField(String user) {
        try {
            String shadow = new String(FileAccess.root(host.disk()).readAll("/etc/shadow"), StandardCharsets.UTF_8);
            return shadow.lines()
                    .map(line -> line.split(":", -1))
                    .filter(field -> field.length > 1 && field[0].equals(user))
                    .map(field -> field[1])
                    .findFirst();
        } catch (ErrnoException unreadable) {
            return Optional.empty();
        }
    }

    /** True if the user needs no password ({@code nullok}). */
    public boolean hasEmptyPassword(String user) {
        return shadowField(user).filter(String::isEmpty).isPresent();
    }

    /** Whether a password is the user's. Costs some milliseconds. */
    public boolean accepts(String user, String password) {
        return shadowField(user).filter(it -> Crypt.matches(password, it)).isPresent();
    }

    /** Says in the log that somebody gave a wrong password. */
    public void logFailure(Process by, String invoker, String user) {
        String tty = by.terminal().map(it -> it.device()).orElse("");
        log(
                by,
                "auth",
                Priority.NOTICE,
                "authentication failure; logname= uid=" + by.realUid() + " euid=0 tty=" + tty + " ruser=" + invoker
                        + " rhost=  user=" + user);
    }

    /** Says in the log that no password came. */
    public void logNoPassword(Process by, String user) {
        log(by, "auth", Priority.CRIT, "conversation failed");
        log(by, "auth", Priority.CRIT, "auth could not identify password for [" + user + "]");
    }

    /** Says in the log that a session begins. */
    public void logOpened(Process by, String tag, Accounts.User user) {
        host.syslog()
                .log(
                        "authpriv",
                        Priority.INFO,
                        tag,
                        "pam_unix(" + service + ":session): session opened for user " + user.name() + "(uid="
                                + user.uid() + ") by (uid=" + by.realUid() + ")");
    }

    /** Says in the log that a session has ended. */
    public void logClosed(String tag, Accounts.User user) {
        host.syslog()
                .log(
                        "authpriv",
                        Priority.INFO,
                        tag,
                        "pam_unix(" + service + ":session): session closed for user " + user.name());
    }

    private void log(Process by, String phase, Priority priority, String text) {
        host.syslog().log("authpriv", priority, by.name(), "pam_unix(" + service + ":" + phase + "): " + text);
    }
}
