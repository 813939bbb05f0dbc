package postroom.labs.debian.dovecot.auth;

import java.util.Map;
import postroom.labs.fs.Credentials;

/**
 * A user as the userdb knows them.
 *
 * @param mail where their mail is, if the userdb says; else empty
 * @param fields what else the userdb says, settings of plugins such as {@code quota_rule}
 */
public record MailUser(String name, Credentials who, String home, String mail, Map<String, String> fields) {
    /** A user of whom the userdb says no more. */
    public MailUser(String name, Credentials who, String home, String mail) {
        this(name, who, home, mail, Map.of());
    }
}
