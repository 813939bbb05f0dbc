package postroom.labs.debian.dovecot.storage;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import postroom.labs.debian.dovecot.auth.MailUser;
import postroom.labs.debian.dovecot.config.DovecotConfig;
import postroom.labs.debian.dovecot.config.Section;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.server.mailbox.MailStore;

/** Opens the mailboxes of a user as {@code mail_location} says. */
public final class MailStores {
    private MailStores() {}

    /**
     * The mailboxes of a user.
     *
     * @param protocol that wants them: {@code imap}, {@code pop3}, {@code doveadm}
     * @throws ErrnoException {@code ENOENT} if there are none
     */
    public static MailStore of(StorageContext context, DovecotConfig config, MailUser user, String protocol)
            throws ErrnoException {
        FileAccess root = FileAccess.root(context.host().disk());
        String setting = user.mail().isEmpty() ? config.get("mail_location", protocol) : user.mail();
        Optional<MailLocation> location = MailLocation.of(setting, user, root);
        FileAccess own = new FileAccess(root.disk(), user.who(), "/", 0077);
        if (location.isPresent() && location.get().format().equals("mbox")) {
            return new MboxStore(context, own, location.get(), specialUses(config), user);
        }
        if (location.isEmpty() || !location.get().format().equals("maildir")) {
            throw new ErrnoException(Errno.ENOENT);
        }
        return new MaildirStore(context, own, location.get().root(), specialUses(config), protocol.equals("pop3"));
    }

    private static Map<String, String> specialUses(DovecotConfig config) {
        Map<String, String> uses = new HashMap<>();
        for (Section namespace : config.root().sections("namespace")) {
            for (Section each : namespace.sections("mailbox")) {
                if (!each.get("special_use").isEmpty()) {
                    uses.put(each.name(), each.get("special_use"));
                }
            }
        }
        return uses;
    }
}
