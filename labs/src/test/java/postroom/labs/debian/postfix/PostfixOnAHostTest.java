package postroom.labs.debian.postfix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import postroom.labs.debian.Base;
import postroom.labs.debian.TestHost;
import postroom.labs.debian.postfix.master.Master;
import postroom.labs.fs.DiskListener;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;

class PostfixOnAHostTest {
    private TestHost host;

    @BeforeEach
    void start() throws IOException {
        host = new TestHost(Base.POSTFIX);
        assertThat(host.runAs("root", "postfix", "start").status()).isZero();
    }

    @AfterEach
    void end() {
        host.close();
    }

    /** Lets Postfix do what it has to do: each step of a delivery is a task that the one before has handed in. */
    private void settle() {
        for (int i = 0; i < 30; i++) {
            Master.run(host.host(), () -> {}).toCompletableFuture().join();
        }
    }

    @Test
    void aMessageIsDeliveredToTheMailboxAndLeavesItsLines() throws IOException {
        host.typing("Hello Carla\n").run("sendmail", "carla");
        settle();
        assertThat(host.file("/var/mail/carla")
                        .replaceAll("[0-9A-F]{6,}", "ID")
                        .replaceAll("[A-Z][a-z]{2}, .*|  .*", "DATE"))
                .startsWith("From student@myserver.mydomain.netDATE\n"
                        + "Return-Path: <student@myserver.mydomain.net>\n"
                        + "X-Original-To: carla\n"
                        + "Delivered-To: carla@myserver.mydomain.net\n"
                        + "Received: by myserver.mydomain.net (Postfix, from userid 1000)\n"
                        + "\tid ID; DATE\n"
                        + "Message-Id: <")
                .endsWith("From: student@myserver.mydomain.net\n\nHello Carla\n\n");
        assertThat(host.file("/var/log/mail.log"))
                .contains("uid=1000 from=<student>\n", "nrcpt=1 (queue active)\n", ": removed\n")
                .containsPattern(
                        "postfix/local\\[\\d+\\]: [0-9A-F]+: to=<carla@myserver.mydomain.net>, orig_to=<carla>,"
                                + " relay=local, delay=[\\d.]+, delays=[\\d./]+, dsn=2.0.0, status=sent \\(delivered to mailbox\\)");
        assertThat(host.run("mailq").output()).isEqualTo("Mail queue is empty\n");
    }

    private String text(String path) {
        try {
            return host.file(path);
        } catch (ErrnoException gone) {
            return "";
        }
    }

    private void aliases(String lines) throws IOException {
        FileAccess.root(host.host().disk()).append("/etc/aliases", lines.getBytes(UTF_8));
        assertThat(host.runAs("root", "newaliases").status()).isZero();
    }

    @Test
    void aliasesInACircleEndAfterTwoDozen() throws IOException {
        aliases("ping: pong\npong: ping\nv: w, w\nw: v, v\n");
        host.typing("x\n").run("sendmail", "ping");
        host.typing("x\n").run("sendmail", "v");
        settle();
        assertThat(host.file("/var/log/mail.log"))
                .contains("warning: alias database loop for pong\n", "warning: alias database loop for w\n")
                .containsPattern("to=<pong@myserver.mydomain.net>, orig_to=<ping>.*dsn=5.4.6, status=bounced"
                        + " \\(alias database loop for pong\\)");
    }

    @Test
    void anAliasMayNameItself() throws IOException {
        aliases("carla: carla, student\nself: self\n");
        host.typing("both\n").run("sendmail", "carla");
        host.typing("x\n").run("sendmail", "self");
        settle();
        assertThat(host.file("/var/mail/carla")).contains("both\n");
        assertThat(host.file("/var/mail/student")).contains("both\n", "unknown user: \"self\"");
    }

    @Test
    void aProgramThatCannotBeStartedIsWaitedFor() throws Exception {
        aliases("gone: \"|/usr/bin/nosuch\"\n");
        CountDownLatch logged = new CountDownLatch(1);
        DiskListener listener = path -> {
            if (path.equals("/var/log/mail.log") && text(path).contains("status=")) {
                logged.countDown();
            }
        };
        host.host().disk().listen(listener);
        host.typing("x\n").run("sendmail", "gone");
        assertThat(logged.await(10, TimeUnit.SECONDS)).isTrue();
        host.host().disk().ignore(listener);
        assertThat(host.file("/var/log/mail.log"))
                .contains(
                        "fatal: execvp /usr/bin/nosuch: No such file or directory\n",
                        "dsn=4.3.0, status=deferred (temporary failure. Command output: local: fatal: execvp /usr/bin/nosuch:"
                                + " No such file or directory )\n");
    }

    @Test
    void mailForNobodyComesBack() throws IOException {
        host.typing("Subject: x\n\nAnybody?\n").run("sendmail", "nobody-here");
        settle();
        assertThat(host.file("/var/mail/student"))
                .contains(
                        "Subject: Undelivered Mail Returned to Sender\n",
                        "<nobody-here@myserver.mydomain.net> (expanded from <nobody-here>): unknown\n    user: \"nobody-here\"\n",
                        "Status: 5.1.1\n",
                        "Diagnostic-Code: X-Postfix; unknown user: \"nobody-here\"\n");
    }

    @Test
    void aSettingCountsFromTheReloadOn() throws IOException {
        host.runAs("root", "postconf", "-e", "home_mailbox = Maildir/");
        host.typing("one\n").run("sendmail", "carla");
        settle();
        assertThat(host.file("/var/mail/carla")).contains("one\n");
        host.runAs("root", "postfix", "reload");
        host.typing("two\n").run("sendmail", "carla");
        settle();
        assertThat(host.file("/var/mail/carla")).doesNotContain("two");
        assertThat(host.runAs("root", "postconf", "-h", "home_mailbox").output())
                .isEqualTo("Maildir/\n");
        assertThat(host.host().accounts().user("carla")).isPresent();
        assertThat(host.file("/var/log/mail.log")).contains("status=sent (delivered to maildir)");
    }

    @Test
    void mailThatCannotGoOnWaitsWithItsReason() throws IOException {
        host.typing("x\n").run("sendmail", "ann@nowhere.example");
        settle();
        assertThat(host.run("mailq").output())
                .startsWith("-Queue ID-  --Size-- ----Arrival Time---- -Sender/Recipient-------\n")
                .contains(
                        "(Host or domain name not found. Name service error for name=nowhere.example type=MX: Host not found, try again)\n",
                        " ".repeat(41) + "ann@nowhere.example\n\n-- 0 Kbytes in 1 Request.\n");
        assertThat(host.runAs("root", "postsuper", "-d", "ALL").output()).isEqualTo("postsuper: Deleted: 1 message\n");
        assertThat(host.run("mailq").output()).isEqualTo("Mail queue is empty\n");
    }

    @Test
    void aStoppedPostfixTakesMailAndDeliversItLater() throws IOException {
        host.runAs("root", "postfix", "stop");
        assertThat(Master.on(host.host())).isEmpty();
        assertThat(host.typing("later\n").run("sendmail", "carla").status()).isZero();
        assertThat(host.run("mailq"))
                .isEqualTo(new TestHost.Result(
                        "postqueue: fatal: Queue report unavailable - mail system is down (Connect to the Postfix showq"
                                + " service: Connection refused)\n",
                        69));
        host.runAs("root", "postfix", "start");
        settle();
        assertThat(host.file("/var/mail/carla")).contains("later\n");
    }

    @Test
    void aliasesCountOnceNewaliasesHasRun() throws ErrnoException, IOException {
        postroom.labs.fs.FileAccess.root(host.host().disk())
                .append("/etc/aliases", "team: student, carla\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(host.run("newaliases").output())
                .isEqualTo("postalias: fatal: open /etc/aliases.db: Permission denied\n");
        host.runAs("root", "newaliases");
        host.typing("meeting\n").run("sendmail", "team");
        settle();
        assertThat(host.file("/var/mail/carla"))
                .contains("X-Original-To: team\nDelivered-To: team@myserver.mydomain.net\n");
        assertThat(host.file("/var/mail/student")).contains("meeting\n");
    }

    @Test
    void aBrokenMainCfStopsEveryCommandWithPostfixsWords() throws IOException {
        host.runAs("root", "postconf", "-e", "message_size_limit = 10MB");
        assertThat(host.typing("x\n").run("sendmail", "carla"))
                .isEqualTo(new TestHost.Result(
                        "sendmail: fatal: bad numerical configuration: message_size_limit = 10MB\n", 75));
    }
}
