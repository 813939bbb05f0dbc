package postroom.labs.debian.dovecot.storage;

import java.util.Optional;
import postroom.labs.debian.dovecot.auth.MailUser;
import postroom.labs.debian.dovecot.auth.Variables;
import postroom.labs.fs.FileAccess;

/**
 * Where a user's mail is ({@code mail_location}): {@code maildir:~/Maildir}, {@code mbox:~/mail:INBOX=/var/mail/%u}.
 *
 * @param format {@code maildir} or {@code mbox}, or one that is not known here
 * @param root the folder
 * @param inbox the INBOX of an mbox; empty if it lies in the folder
 */
public record MailLocation(String format, String root, String inbox) {

    /** Takes a setting apart for a user; an empty one is looked for in the usual places. */
    public static Optional<MailLocation> of(String setting, MailUser user, FileAccess disk) {
        String text = Variables.expand(setting, user.name(), user.home());
        if (text.isEmpty()) {
            return found(user, disk);
        }
        String[] part = text.split(":");
        if (part.length == 1) {
            return Optional.of(new MailLocation("maildir", home(part[0], user), ""));
        }
        String inbox = "";
        for (int i = 2; i < part.length; i++) {
            if (part[i].startsWith("INBOX=")) {
                inbox = home(part[i].substring(6), user);
            }
        }
        return Optional.of(new MailLocation(part[0], home(part[1], user), inbox));
    }

    private static Optional<MailLocation> found(MailUser user, FileAccess disk) {
        if (disk.exists(user.home() + "/Maildir")) {
            return Optional.of(new MailLocation("maildir", user.home() + "/Maildir", ""));
        }
        for (String folder : new String[] {"/mail", "/Mail"}) {
            if (disk.exists(user.home() + folder)) {
                return Optional.of(new MailLocation("mbox", user.home() + folder, "/var/mail/" + user.name()));
            }
        }
        return Optional.empty();
    }

    private static String home(String path, MailUser user) {
        if (path.equals("~")) {
            return user.home();
        }
        return path.startsWith("~/") ? user.home() + path.substring(1) : path;
    }
}
