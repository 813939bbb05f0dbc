package postroom.labs.debian.dovecot.storage;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import postroom.labs.debian.dovecot.auth.MailUser;
import postroom.labs.debian.dovecot.auth.Variables;
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
        String folder = location.get().root();
        String full = Quota.settings(config).getOrDefault("quota_exceeded_message", "");
        QuotaKeeper quota = new QuotaKeeper(
                Quota.of(config, protocol, user), own, folder, Variables.expand(full, user.name(), user.home()));
        boolean shown = protocol.equals("imap") && Quota.hasPlugin(config, protocol, "imap_quota");
        return new MaildirStore(context.with(quota), own, folder, specialUses(config), protocol.equals("pop3"), shown);
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
