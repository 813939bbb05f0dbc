package postroom.labs.lab.internet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postroom.labs.course.run.Script;
import postroom.labs.debian.Base;
import postroom.labs.debian.TestLabs;
import postroom.labs.lab.JournalFolder;
import postroom.labs.lab.Lab;
import postroom.labs.lab.Labs;
import postroom.labs.lab.Plan;
import postroom.labs.lab.World;

/** The hosts around the student's: each has its manner, over real sockets, and mail goes both ways. */
class InternetTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Plan PLAN = new Plan(Base.POSTFIX, World.LAN, 1, Map.of());
    private static final String LOG = "/var/log/mail.log";

    private Labs labs;
    private Lab lab;

    @BeforeEach
    void start() {
        labs = TestLabs.serving();
        lab = Lab.fresh(labs, PLAN);
    }

    @AfterEach
    void end() {
        lab.close();
        labs.close();
    }

    private String run(String script) {
        return Script.run(lab, "student", script, LIMIT).output();
    }

    /** What a host answers to the last of these lines, of which the student's host is the client. */
    private String says(String host, String... lines) {
        String all = run("printf '" + String.join("\\r\\n", lines) + "\\r\\nQUIT\\r\\n' | nc -q60 " + host + " 25");
        List<String> replies = all.lines().toList();
        assertThat(replies).as(all).hasSizeGreaterThan(lines.length);
        return replies.get(replies.size() - 2);
    }

    private String rcpt(String host, String recipient) {
        return says(host, "HELO myserver", "MAIL FROM:<student@mydomain.net>", "RCPT TO:<" + recipient + ">");
    }

    /** Waits until a file of the student's host has a line that fits. */
    private String until(String file, String expression) {
        String script = "until sudo grep -E '" + expression + "' " + file + "; do sleep 0.05; done";
        String found = run(script);
        assertThat(found).as(() -> run("sudo cat " + LOG)).isNotEmpty();
        return found;
    }

    private String send(String recipient) {
        run("printf 'Subject: hi\\n\\nhello\\n' | sendmail " + recipient);
        return until(LOG, "to=<" + recipient + ">.*status=");
    }

    @Test
    void hostsAnswerAsTheTableSays() {
        assertThat(rcpt("mail.example.net", "bob@example.net")).startsWith("250 2.1.5");
        assertThat(rcpt("mail.example.net", "nobody@example.net"))
                .isEqualTo("550 5.1.1 <nobody@example.net>: Recipient address rejected:"
                        + " User unknown in local recipient table");
        assertThat(rcpt("mail.example.net", "x@elsewhere.example"))
                .isEqualTo("554 5.7.1 <x@elsewhere.example>: Relay access denied");
        assertThat(rcpt("mail.full.example", "inbox@full.example")).startsWith("452 4.2.2");
        assertThat(rcpt("mail.full.example", "archive@full.example")).startsWith("552 5.2.2");
        assertThat(rcpt("mail.errors.example", "553@errors.example")).startsWith("553 5.1.3");
        assertThat(rcpt("mail.picky.example", "x@picky.example")).contains("Client host [192.0.2.10] blocked");
        assertThat(rcpt("smtp.provider.example", "x@picky.example")).startsWith("250 2.1.5");
        assertThat(run("nc -v mail.down.example 25 </dev/null")).contains("Connection refused");
        assertThat(run("nc -v mx1.backup.example 25 </dev/null")).contains("No route to host");
    }

    @Test
    void namesLeadToThem() {
        assertThat(run("dig +short mx backup.example")).isEqualTo("10 mx1.backup.example.\n20 mx2.backup.example.\n");
        assertThat(run("dig +short mx nullmx.example")).isEqualTo("0 .\n");
        assertThat(run("dig +short -x 198.51.100.25")).isEqualTo("mail.example.net.\n");
        assertThat(run("ping -c1 mail.grey.example")).contains("1 received", "ttl=63");
        assertThat(run("ping -c1 mx1.backup.example"))
                .contains("From ns.lan.example (192.0.2.1) icmp_seq=1 Destination Host Unreachable");
    }

    @Test
    void starttlsShowsTheHostsCertificate() {
        assertThat(run("echo QUIT | openssl s_client -starttls smtp -connect mail.example.net:25 -brief 2>&1"))
                .contains("Peer certificate: CN = mail.example.net");
        assertThat(says("mx2.backup.example", "STARTTLS")).startsWith("502 5.5.1");
    }

    @Test
    void postfixFindsTheSecondMailHostAndTellsOfEachOutcome() {
        assertThat(send("bob@backup.example"))
                .contains("relay=mx2.backup.example[198.51.100.32]:25", "status=sent (250 2.0.0 Ok: queued as ");
        assertThat(run("cat " + LOG)).contains("connect to mx1.backup.example[198.51.100.31]:25: No route to host");
        assertThat(send("x@nullmx.example"))
                .contains("dsn=5.1.0, status=bounced (Domain nullmx.example does not accept mail (nullMX))");
        assertThat(send("x@nowhere.example"))
                .contains("status=bounced (Host or domain name not found. Name service error for name=nowhere.example");
        assertThat(send("x@down.example"))
                .contains("status=deferred (connect to mail.down.example[198.51.100.51]:25: Connection refused)");
        assertThat(send("451@errors.example"))
                .contains("status=deferred (host mail.errors.example[198.51.100.71] said: 451 4.3.0");
        assertThat(send("550@errors.example"))
                .contains("status=bounced (host mail.errors.example[198.51.100.71] said: 550 5.1.1");
    }

    @Test
    void theEchoWritesBackButNotToPrograms() {
        send("echo@example.net");
        until("/var/mail/student", "^Subject: Re: hi");
        assertThat(run("cat /var/mail/student"))
                .contains("Return-Path: <echo@example.net>", "from mail.example.net (mail.example.net [198.51.100.25])")
                .contains("\nAuto-Submitted: auto-replied\n", "\n> hello\n");
        run("printf 'Auto-Submitted: auto-replied\\nSubject: two\\n\\n' | sendmail echo@example.net");
        run("printf 'Subject: three\\n\\n' | sendmail echo@example.net");
        until("/var/mail/student", "^Subject: Re: three");
        assertThat(run("cat /var/mail/student")).doesNotContain("Re: two");
    }

    @Test
    void aReceiptComesFromTheHostThatDelivered() {
        run("echo hello | sendmail -N success bob@example.net");
        until("/var/mail/student", "^Action: delivered");
        assertThat(run("cat /var/mail/student"))
                .contains("Reporting-MTA: dns; mail.example.net", "Final-Recipient: rfc822; bob@example.net");
        assertThat(run("cat " + LOG)).doesNotContain("sender delivery status notification");
    }

    @Test
    void theProviderRelaysForItsCustomerAndReturnsWhatNobodyTakes() {
        run("sudo postconf -e 'relayhost = [smtp.provider.example]:587' && sudo postfix reload");
        assertThat(send("x@picky.example")).contains("relay=smtp.provider.example[198.51.100.20]:587", "status=sent");
        send("nobody@example.net");
        until("/var/mail/student", "^Remote-MTA: dns; mail.example.net");
        assertThat(run("cat /var/mail/student"))
                .contains("Reporting-MTA: dns; smtp.provider.example", "Status: 5.1.1")
                .doesNotContain("picky");
    }

    @Test
    void aGreylistLetsTheSecondTryPassAfterAMinuteOfTheLabsTime() {
        assertThat(rcpt("mail.grey.example", "a@grey.example")).contains("450 4.2.0", "try again in 60 seconds");
        assertThat(rcpt("mail.grey.example", "a@grey.example")).startsWith("450 4.2.0");
        Lab same = Lab.from(labs, PLAN, lab.state());
        lab.close();
        lab = same;
        lab.host().timers().after(Duration.ofSeconds(61), () -> {});
        while (rcpt("mail.grey.example", "a@grey.example").startsWith("450")) {
            assertThat(lab.nextEvent()).isTrue();
        }
        assertThat(rcpt("mail.grey.example", "a@grey.example")).startsWith("250");
        assertThat(rcpt("mail.grey.example", "b@grey.example")).startsWith("450");
    }

    @Test
    void whatHostsRememberIsInTheJournal(@TempDir Path folder) throws Exception {
        JournalFolder journals = new JournalFolder() {
            @Override
            public FileChannel open(String name) throws IOException {
                return FileChannel.open(
                        folder.resolve(name),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
            }

            @Override
            public void replace(String from, String to) {
                throw new IllegalStateException("nothing here is as long as that");
            }

            @Override
            public boolean sync() {
                return false;
            }
        };
        lab.close();
        lab = Lab.kept(labs, PLAN, journals, "lab");
        rcpt("mail.grey.example", "a@grey.example");
        run(
                "sudo postfix stop; printf 'HELO x\\r\\nMAIL FROM:<carla@mydomain.net>\\r\\nRCPT TO:<echo@example.net>\\r\\n"
                        + "DATA\\r\\nSubject: late\\r\\n.\\r\\nQUIT\\r\\n' | nc -q60 mail.example.net 25");
        Map<String, byte[]> then = lab.internet().orElseThrow().state();
        assertThat(then.keySet()).anyMatch(it -> it.startsWith("grey/")).anyMatch(it -> it.startsWith("letter/"));
        lab.close();

        lab = Lab.kept(labs, PLAN, journals, "lab");
        assertThat(lab.internet().orElseThrow().state()).containsOnlyKeys(then.keySet());
    }

    @Test
    void aForkHasAnInternetOfItsOwn() {
        try (Lab fork = lab.fork()) {
            Script.run(
                    fork,
                    "student",
                    "printf 'HELO x\\r\\nMAIL FROM:<>\\r\\nRCPT TO:<a@grey.example>\\r\\nQUIT\\r\\n'"
                            + " | nc -q60 mail.grey.example 25",
                    LIMIT);
            assertThat(fork.internet().orElseThrow().state()).hasSize(1);
        }
        assertThat(lab.internet().orElseThrow().state()).isEmpty();
    }

    @Test
    void ofASilentHostPostfixTiresAfterFiveMinutesOfTheLabsTime() {
        run("echo hello | sendmail timeout@errors.example");
        while (lab.wire().events().stream().noneMatch(it -> it.toString().contains("RCPT TO:<timeout@"))) {
            run("sleep 0.05");
        }
        while (!run("cat " + LOG).contains("timeout@errors.example>, relay")) {
            lab.nextEvent();
        }
        assertThat(until(LOG, "to=<timeout@errors.example>"))
                .contains("status=deferred (conversation with mail.errors.example[198.51.100.71] timed out while"
                        + " sending RCPT TO)");
    }

    @Test
    void theAttackerAttacksWhomItHearsAndIsReadAlong() {
        assertThat(run("echo | nc spammer.example 79")).startsWith("Orders: relay, dictionary, forge.");
        assertThat(run("echo relay | nc spammer.example 79"))
                .contains("< 454 4.7.1 <bob@example.net>: Relay access denied")
                .endsWith("Nothing went through: this host relays for no stranger.\n");
        assertThat(run("echo relay ada@busy.example | nc spammer.example 79"))
                .contains("> RCPT TO:<ada@busy.example>", "> RCPT TO:<ada%busy.example@myserver.mydomain.net>");
        assertThat(run("echo dictionary | nc spammer.example 79"))
                .contains("Taken for recipients: root@myserver.mydomain.net", "carla@myserver.mydomain.net");
        assertThat(run("echo forge | nc spammer.example 79")).endsWith("The forged letter was taken.\n");
        until("/var/mail/student", "^Subject: Urgent");

        run("sudo postconf -e 'mynetworks = 0.0.0.0/0' && sudo postfix reload");
        assertThat(run("echo relay | nc spammer.example 79")).endsWith("this host is an open relay.\n");
        until(LOG, "to=<bob@example.net>.*status=sent");

        run("sudo postfix stop");
        assertThat(run("echo relay | nc spammer.example 79")).startsWith("192.0.2.10 port 25: Connection refused");
    }
}
