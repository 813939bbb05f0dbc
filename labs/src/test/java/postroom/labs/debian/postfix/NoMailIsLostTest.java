package postroom.labs.debian.postfix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import postroom.labs.debian.Base;
import postroom.labs.debian.TestHost;
import postroom.labs.debian.postfix.master.Master;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.FileType;
import postroom.labs.io.ErrnoException;

/**
 * Every message that was acknowledged is delivered, returned or in the queue, whatever the configuration and whatever
 * breaks meanwhile.
 */
class NoMailIsLostTest {
    private static final List<String> FOLDERS =
            List.of("/var/mail", "/home", "/root", "/var/spool/postfix", "/nonexistent");

    /** Configurations that change what becomes of mail. */
    private static final List<String> SETTINGS = List.of(
            "home_mailbox = Maildir/",
            "home_mailbox = Mailbox",
            "mail_spool_directory = /nonexistent/",
            "mailbox_size_limit = 1000",
            "soft_bounce = yes",
            "luser_relay = carla",
            "luser_relay = $user@nowhere.example",
            "always_bcc = carla",
            "default_transport = error:no mail goes out",
            "default_transport = smtp:[127.0.0.1]:1",
            "default_transport = missing:x",
            "local_transport = retry:4.0.0 not now",
            "relayhost = [127.0.0.1]:1",
            "transport_maps = inline:{nowhere.example=smtp:[127.0.0.1]:1}",
            "transport_maps = hash:/etc/postfix/missing",
            "virtual_alias_maps = inline:{carla=student}",
            "virtual_alias_maps = inline:{student=carla,carla=student}",
            "virtual_alias_maps = hash:/etc/postfix/missing",
            "canonical_maps = inline:{student=ghost}",
            "recipient_delimiter = +",
            "smtp_sasl_auth_enable = yes",
            "virtual_mailbox_domains = v.example",
            "defer_transports = local, smtp",
            "header_checks = regexp:{/^Subject:.HOLD/}",
            "alias_maps = hash:/etc/missing",
            "local_recipient_maps =",
            "biff = no",
            "allow_mail_to_commands = alias,forward,include",
            "undisclosed_recipients_header = To: x:;",
            "hash_queue_names = incoming, deferred, defer, active");

    private static final List<String> RECIPIENTS = List.of(
            "student",
            "carla",
            "root",
            "nobody-here",
            "loop",
            "file",
            "folder",
            "gone",
            "postmaster",
            "carla+x",
            "a@nowhere.example",
            "b@v.example",
            "c@[127.0.0.1]",
            "d@[192.0.2.99]");

    /** Things that break. */
    enum Fault {
        NONE,
        MAILBOX_IS_A_FOLDER,
        MAILBOX_NOT_WRITABLE,
        SPOOL_NOT_WRITABLE,
        HOME_GONE,
        FORWARD_LOOP,
        FORWARD_NONSENSE,
        DISK_FULL,
        DISK_NEARLY_FULL
    }

    /** What is sent and where. */
    record Story(List<String> settings, Fault fault, List<String> recipients, int space) {}

    @Provide
    Arbitrary<Story> stories() {
        return Combinators.combine(
                        Arbitraries.of(SETTINGS).list().uniqueElements().ofMaxSize(4),
                        Arbitraries.of(Fault.class),
                        Arbitraries.of(RECIPIENTS).list().ofMinSize(1).ofMaxSize(4),
                        Arbitraries.integers().between(0, 30_000))
                .as(Story::new);
    }

    @Property(tries = 80, shrinking = ShrinkingMode.BOUNDED)
    void acknowledgedMailIsSomewhere(@ForAll("stories") Story story) throws IOException {
        try (TestHost host = new TestHost(Base.POSTFIX)) {
            FileAccess root = FileAccess.root(host.host().disk());
            root.append(
                    "/etc/aliases",
                    ("loop: pool\npool: loop\nfile: /home/carla/file\nfolder: /home/carla/\n"
                                    + "gone: :include:/etc/missing\n")
                            .getBytes(ISO_8859_1));
            host.runAs("root", "newaliases");
            for (String setting : story.settings) {
                root.append("/etc/postfix/main.cf", (setting + "\n").getBytes(ISO_8859_1));
            }
            host.runAs("root", "postfix", "start");
            breaks(story, host, root);
            List<String> acknowledged = new ArrayList<>();
            for (int i = 0; i < story.recipients.size(); i++) {
                String token = "token-" + i + "-of-this-story";
                List<String> command = List.of("sendmail", "-f", "student", story.recipients.get(i));
                int status = host.typing("Subject: a story\n\n" + token + "\n")
                        .run(command.toArray(String[]::new))
                        .status();
                if (status == 0) {
                    acknowledged.add(token);
                }
            }
            settle(host);
            host.host().timers().jump();
            settle(host);
            List<String> missing = new ArrayList<>();
            for (String token : acknowledged) {
                if (!found(root, token)) {
                    missing.add(token);
                }
            }
            assertThat(missing).as(story + "\n" + log(host)).hasSizeLessThanOrEqualTo(undeliverableNotices(log(host)));
        }
    }

    /** Mail was returned, and that could not be delivered either: it ends there, as it does with the real Postfix. */
    private static int undeliverableNotices(String log) {
        Matcher notices =
                Pattern.compile("sender non-delivery notification: (\\w+)").matcher(log);
        int count = 0;
        while (notices.find()) {
            Matcher bounced =
                    Pattern.compile(notices.group(1) + ": to=.*status=bounced").matcher(log);
            count += bounced.find() ? 1 : 0;
        }
        return count;
    }

    private static String log(TestHost host) throws IOException {
        return host.file("/var/log/mail.log");
    }

    private static void breaks(Story story, TestHost host, FileAccess root) throws IOException {
        switch (story.fault) {
            case MAILBOX_IS_A_FOLDER -> root.mkdir("/var/mail/carla", 0755);
            case MAILBOX_NOT_WRITABLE -> {
                root.writeAll("/var/mail/carla", new byte[0]);
                root.chmod("/var/mail/carla", 0);
            }
            case SPOOL_NOT_WRITABLE -> root.chmod("/var/mail", 0);
            case HOME_GONE -> root.rename("/home/carla", "/home/elsewhere");
            case FORWARD_LOOP -> root.writeAll("/home/carla/.forward", "student\n".getBytes(ISO_8859_1));
            case FORWARD_NONSENSE ->
                root.writeAll("/home/carla/.forward", "|\"\n:include:/x\n\\\n".getBytes(ISO_8859_1));
            case DISK_FULL -> fill(root, 0);
            case DISK_NEARLY_FULL -> fill(root, story.space);
            default -> {
                // All is well
            }
        }
    }

    /** Leaves so many bytes on the disk. */
    private static void fill(FileAccess root, int bytes) throws ErrnoException {
        int step = 8 << 20;
        byte[] piece = new byte[step];
        int number = 0;
        while (step > 0) {
            try {
                root.writeAll("/var/tmp/full." + number, java.util.Arrays.copyOf(piece, step));
                number++;
            } catch (ErrnoException full) {
                step /= 2;
            }
        }
        root.writeAll("/var/tmp/full.0", new byte[Math.max(0, (8 << 20) - bytes)]);
    }

    private static void settle(TestHost host) {
        for (int i = 0; i < 60; i++) {
            Master.run(host.host(), () -> {}).toCompletableFuture().join();
        }
    }

    private static boolean found(FileAccess root, String token) throws ErrnoException {
        for (String folder : FOLDERS) {
            if (root.exists(folder) && within(root, folder, token)) {
                return true;
            }
        }
        return false;
    }

    private static boolean within(FileAccess root, String folder, String token) throws ErrnoException {
        for (DirectoryEntry each : root.list(folder)) {
            String path = folder + "/" + each.name();
            if (each.type() == FileType.DIRECTORY) {
                if (within(root, path, token)) {
                    return true;
                }
            } else if (each.type() == FileType.FILE && new String(root.readAll(path), ISO_8859_1).contains(token)) {
                return true;
            }
        }
        return false;
    }
}
