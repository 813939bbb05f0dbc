package postroom.labs.debian.dovecot.auth;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.dovecot.config.DovecotConfig;
import postroom.labs.debian.dovecot.config.Section;
import postroom.labs.debian.pam.PamUnix;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;
import postroom.labs.host.Host;
import postroom.labs.io.ErrnoException;

/** Dovecot's auth process: asks the passdbs for a password and the userdbs for a user, in their order. */
public final class Authenticator {
    private final Host host;
    private final DovecotConfig config;

    /** The one of a running Dovecot. */
    public Authenticator(Host host, DovecotConfig config) {
        this.host = host;
        this.config = config;
    }

    /** A database that is of no use now; the message is what the log gets. */
    public static final class Broken extends Exception {
        private static final long serialVersionUID = 1;

        Broken(String message) {
            super(message);
        }
    }

    /** A user's name as it is looked up ({@code auth_username_format}). */
    public String normalised(String user) {
        return Variables.expand(config.root().get("auth_username_format"), user, "");
    }

    /** Whether a password is a user's. */
    public boolean accepts(String user, String password) throws Broken {
        for (Section passdb : config.root().sections("passdb")) {
            if (passdb.is("master")) {
                continue;
            }
            Optional<Boolean> answer = ask(passdb, user, password);
            if (passdb.is("deny")) {
                if (answer.isPresent()) {
                    return false;
                }
            } else if (answer.orElse(false)) {
                return true;
            }
        }
        return false;
    }

    /** What one passdb says; nothing if it does not know the user. */
    private Optional<Boolean> ask(Section passdb, String user, String password) throws Broken {
        switch (passdb.get("driver")) {
            case "pam", "passwd", "shadow" -> {
                if (host.accounts().user(user).isEmpty()) {
                    return Optional.empty();
                }
                return Optional.of(new PamUnix(host, "dovecot").accepts(user, password));
            }
            case "passwd-file" -> {
                PasswdFile file = PasswdFile.of(passdb.get("args"));
                return find(file, user)
                        .map(it -> it.extra().containsKey("nopassword")
                                || PasswordScheme.matches(it.password(), file.scheme(), password));
            }
            case "static" -> {
                for (String word : passdb.get("args").trim().split("\\s+")) {
                    if (word.equals("nopassword") || word.equals("nopassword=y")) {
                        return Optional.of(true);
                    }
                    if (word.startsWith("password=")) {
                        return Optional.of(PasswordScheme.matches(word.substring(9), "PLAIN", password));
                    }
                }
                return Optional.of(false);
            }
            default -> throw new Broken("Unknown passdb driver '" + passdb.get("driver") + "'");
        }
    }

    private Optional<PasswdFile.Entry> find(PasswdFile file, String user) throws Broken {
        try {
            return file.find(FileAccess.root(host.disk()), user);
        } catch (ErrnoException e) {
            throw new Broken("passwd-file " + file.path() + ":open(" + file.path() + ") failed: "
                    + e.errno().text());
        }
    }

    /** A user, by the first userdb that knows them. */
    public Optional<MailUser> user(String user) throws Broken {
        for (Section userdb : config.root().sections("userdb")) {
            Optional<MailUser> found = switch (userdb.get("driver")) {
                case "passwd" -> fromPasswd(user);
                case "passwd-file" -> fromFile(userdb, user);
                case "static" -> fromStatic(userdb, user);
                case "prefetch" -> Optional.empty();
                default -> throw new Broken("Unknown userdb driver '" + userdb.get("driver") + "'");
            };
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<MailUser> fromPasswd(String user) {
        return host.accounts()
                .user(user)
                .map(it -> new MailUser(it.name(), host.accounts().credentials(it), it.home(), ""));
    }

    private Optional<MailUser> fromFile(Section userdb, String user) throws Broken {
        Optional<PasswdFile.Entry> entry = find(PasswdFile.of(userdb.get("args")), user);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        PasswdFile.Entry it = entry.get();
        String home = it.extra().getOrDefault("userdb_home", it.home());
        Map<String, String> fields = new HashMap<>();
        it.extra().forEach((name, value) -> {
            if (name.startsWith("userdb_")) {
                fields.put(name.substring(7), value);
            }
        });
        return Optional.of(new MailUser(
                user, credentials(it.uid(), it.gid()), home, it.extra().getOrDefault("userdb_mail", ""), fields));
    }

    private Optional<MailUser> fromStatic(Section userdb, String user) throws Broken {
        String uid = "";
        String gid = "";
        String home = "";
        String mail = "";
        for (String word : userdb.get("args").trim().split("\\s+")) {
            int equals = word.indexOf('=');
            String value = equals < 0 ? "" : Variables.expand(word.substring(equals + 1), user, home);
            switch (equals < 0 ? word : word.substring(0, equals)) {
                case "uid" -> uid = value;
                case "gid" -> gid = value;
                case "home" -> home = value;
                case "mail" -> mail = value;
                default -> {
                    // allow_all_users and the like: every user is known here
                }
            }
        }
        return Optional.of(new MailUser(user, credentials(uid, gid), home, mail));
    }

    private Credentials credentials(String uid, String gid) throws Broken {
        String user = uid.isEmpty() ? config.root().get("mail_uid") : uid;
        String group = gid.isEmpty() ? config.root().get("mail_gid") : gid;
        int userId = user.matches("[0-9]{1,9}")
                ? Integer.parseInt(user)
                : host.accounts().user(user).map(Accounts.User::uid).orElse(-1);
        int groupId = group.matches("[0-9]{1,9}")
                ? Integer.parseInt(group)
                : host.accounts().group(group).map(Accounts.Group::gid).orElse(-1);
        if (userId < 0 || groupId < 0) {
            throw new Broken("user is missing UID (see mail_uid setting)");
        }
        return new Credentials(userId, groupId, Set.of(groupId));
    }

    /** How long a wrong password takes, by the setting's text: {@code 2 secs}. */
    public static Duration failureDelay(String text) {
        String[] word = text.split(" ");
        long amount = Long.parseLong(word[0]);
        return word.length > 1 && word[1].startsWith("min") ? Duration.ofMinutes(amount) : Duration.ofSeconds(amount);
    }

    /** The mechanisms that are on, in the order of the setting. */
    public String mechanisms() {
        return String.join(
                " ",
                Arrays.stream(config.root().get("auth_mechanisms").trim().split("\\s+"))
                        .map(it -> it.toUpperCase(java.util.Locale.ROOT))
                        .toList());
    }
}
