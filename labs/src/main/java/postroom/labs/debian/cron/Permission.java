package postroom.labs.debian.cron;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import postroom.labs.host.Process;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** Who may use crontab: the users in {@code /etc/cron.allow} if it is there; else all but those in {@code /etc/cron.deny}. */
final class Permission {
    private static final String ALLOW = "/etc/cron.allow";
    private static final String DENY = "/etc/cron.deny";

    private Permission() {}

    static boolean allows(Process process, String user) throws IOException {
        if (user.equals("root")) {
            return true;
        }
        try {
            return lists(process, ALLOW, user);
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENOENT) {
                process.err().println(ALLOW + ": " + e.getMessage());
                return false;
            }
        }
        try {
            return !lists(process, DENY, user);
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENOENT) {
                process.err().println(DENY + ": " + e.getMessage());
                return false;
            }
            return true;
        }
    }

    private static boolean lists(Process process, String path, String user) throws ErrnoException {
        return new String(process.files().readAll(path), UTF_8).lines().anyMatch(user::equals);
    }
}
