package postroom.web.mailserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import postroom.labs.course.run.Script;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;
import postroom.labs.io.ErrnoException;
import postroom.labs.lab.Lab;
import postroom.web.Refusal;

/**
 * A lab of the base {@code mail} that serves the mailboxes of a real folder: Dovecot finds the users in a file of theirs,
 * Postfix delivers for them, and a {@link FolderMirror} keeps the lab's {@code /srv/mail} and the folder the same.
 */
public final class MailHost implements AutoCloseable {
    private static final String PLACE = "/srv/mail";
    private static final int UID = 5000;
    private static final int SYSTEM_UIDS = 1000;
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String LOCAL_CONF = "mail_location = maildir:" + PLACE + "/%u\n"
            + "disable_plaintext_auth = no\n"
            + "mail_max_userip_connections = 0\n"
            + "passdb {\n  driver = passwd-file\n  args = scheme=CRYPT username_format=%u /etc/dovecot/users\n}\n"
            + "userdb {\n  driver = static\n  args = uid=" + UID + " gid=" + UID + " home=" + PLACE + "/%u\n}\n";

    private final Lab lab;
    private final FolderMirror mirror;

    private MailHost(Lab lab, FolderMirror mirror) {
        this.lab = lab;
        this.mirror = mirror;
    }

    /**
     * Serves a folder. What is in it now is read before anybody can log in.
     *
     * @param lab a fresh one of the base {@code mail}, closed with this
     */
    public static MailHost start(Lab lab, Path folder, MailUsers users) throws Refusal {
        FileAccess root = FileAccess.root(lab.host().disk());
        try {
            makePlace(root);
            configure(lab, root, users);
        } catch (ErrnoException e) {
            throw new Refusal("the server cannot be set up: " + e.getMessage());
        }
        FileAccess owner = root.as(new Credentials(UID, UID, Set.of(UID)));
        FolderMirror mirror = FolderMirror.open(owner, PLACE, folder);
        Script started = Script.run(lab, "root", "dovecot reload && postfix reload", LONGEST);
        if (started.status() != 0) {
            mirror.close();
            throw new Refusal("the server does not start: " + started.output());
        }
        return new MailHost(lab, mirror);
    }

    private static void makePlace(FileAccess root) throws ErrnoException {
        if (!root.exists("/srv")) {
            root.mkdir("/srv", 0755);
        }
        root.mkdir(PLACE, 0700);
        root.chown(PLACE, UID, UID, false);
    }

    private static void configure(Lab lab, FileAccess root, MailUsers users) throws ErrnoException, Refusal {
        root.append("/etc/group", ("vmail:x:" + UID + ":\n").getBytes(UTF_8));
        StringBuilder accounts = new StringBuilder();
        for (Map.Entry<String, String> each : users.mailNames().entrySet()) {
            Optional<Accounts.User> there = lab.host().accounts().user(each.getKey());
            if (there.isPresent() && there.get().uid() < SYSTEM_UIDS) {
                throw new Refusal("the server needs the name " + each.getKey() + " for itself");
            }
            accounts.append(each.getKey())
                    .append(":x:" + UID + ":" + UID + "::" + PLACE + "/")
                    .append(each.getValue());
            accounts.append(":/usr/sbin/nologin\n");
        }
        String system = new String(root.readAll("/etc/passwd"), UTF_8)
                .lines()
                .filter(line -> !users.mailNames().containsKey(line.replaceFirst(":.*", "")))
                .collect(Collectors.joining("\n", "", "\n"));
        root.writeAll("/etc/passwd", (system + accounts).getBytes(UTF_8));
        root.writeAll("/etc/dovecot/users", users.passwdFile().getBytes(UTF_8));
        root.writeAll("/etc/dovecot/local.conf", LOCAL_CONF.getBytes(UTF_8));
        String domains = String.join(", ", users.domains());
        Script configured = Script.run(
                lab,
                "root",
                "sed -i 's/^!include auth-system/#&/' /etc/dovecot/conf.d/10-auth.conf"
                        + " && postconf -e 'home_mailbox = ./' 'recipient_delimiter = +'"
                        + " 'mydestination = $myhostname, localhost" + (domains.isEmpty() ? "" : ", " + domains) + "'",
                LONGEST);
        if (configured.status() != 0) {
            throw new Refusal("the server cannot be set up: " + configured.output());
        }
    }

    /** Ends the sessions, and returns when the folder has all that was acknowledged. */
    @Override
    public void close() {
        lab.close();
        mirror.close();
    }
}
