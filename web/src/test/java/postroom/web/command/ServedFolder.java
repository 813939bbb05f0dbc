package postroom.web.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import postroom.labs.course.run.Script;
import postroom.labs.debian.Base;
import postroom.labs.lab.Lab;
import postroom.labs.lab.Labs;
import postroom.labs.lab.Plan;
import postroom.labs.lab.World;
import postroom.web.mailserver.MailHost;
import postroom.web.mailserver.MailUsers;

/** The mail server on a folder of a test, with the user {@code anna}. */
final class ServedFolder implements AutoCloseable {
    final Path maildirs;
    final int smtp = freePort();
    final int imap = freePort();
    final int pop3 = freePort();
    private final Labs labs = Labsmith.passing();
    private final Lab lab;
    private final MailHost host;

    ServedFolder(Path folder) throws Exception {
        maildirs = Files.createDirectory(folder.resolve("mail"));
        Path users = Files.writeString(folder.resolve("users"), "anna:{PLAIN}secret\n");
        lab = Lab.fresh(
                labs,
                new Plan(Base.MAIL, World.ALONE, 1, Map.of(25, smtp, 143, imap, 110, pop3)),
                MailserverCommand.LIMITS);
        host = MailHost.start(lab, maildirs, MailUsers.read(users));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the mail system has complained of. */
    String complaints() {
        return Script.run(
                        lab,
                        "root",
                        "grep -E 'Error|Panic|Fatal|Internal error' /var/log/mail.log | grep -v 'no longer exist'",
                        Duration.ofSeconds(20))
                .output();
    }

    @Override
    public void close() {
        host.close();
        labs.close();
    }
}
