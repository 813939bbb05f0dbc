package postroom.labs.debian.exim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import postroom.labs.debian.Base;
import postroom.labs.debian.TestLabs;
import postroom.labs.fs.FileAccess;
import postroom.labs.lab.Lab;
import postroom.labs.lab.Labs;
import postroom.labs.lab.Plan;
import postroom.labs.lab.World;

/** A host whose Postfix has made room for Exim. The texts are those of exim4 4.96-15+deb12u10. */
class EximOnAHostTest {
    private static Labs labs;
    private static Lab base;
    private static String installed;
    private Lab lab;

    /** What a command printed, and its status. */
    private record Result(String output, int status) {}

    @BeforeAll
    static void install() throws IOException {
        labs = TestLabs.serving();
        base = Lab.fresh(labs, new Plan(Base.POSTFIX, World.ALONE, 1, Map.of()));
        base.runAsRoot(List.of("/bin/bash", "-c", "apt-get -y install exim4-daemon-light > /tmp/installed 2>&1"));
        installed = new String(FileAccess.root(base.host().disk()).readAll("/tmp/installed"), UTF_8);
    }

    @AfterAll
    static void forget() {
        base.close();
        labs.close();
    }

    @BeforeEach
    void start() {
        lab = base.fork();
    }

    @AfterEach
    void end() {
        lab.close();
    }

    private String file(String path) throws IOException {
        return new String(FileAccess.root(lab.host().disk()).readAll(path), UTF_8);
    }

    private Result run(String prefix, String command) throws IOException {
        FileAccess.root(lab.host().disk()).writeAll("/tmp/script", (command + "\n").getBytes(UTF_8));
        int status = lab.runAsRoot(
                List.of("/bin/bash", "-c", "cd /home/student; " + prefix + " bash /tmp/script > /tmp/output"));
        return new Result(file("/tmp/output"), status);
    }

    private Result shell(String command) throws IOException {
        return run("sudo -u student -H", command);
    }

    private Result root(String command) throws IOException {
        return run("env", command);
    }

    /** Lets deliveries come to their end: each is a task that the one before has handed in. */
    private void settle() {
        for (int i = 0; i < 20; i++) {
            CompletableFuture.runAsync(() -> {}, lab.host().serial()).join();
        }
    }

    /** The main log without dates; ids by the order of their coming, other numbers as 0. */
    private String log() throws IOException {
        settle();
        String text = file(Log.DIRECTORY + "/mainlog").replaceAll("(?m)^\\S+ \\S+ ", "");
        java.util.regex.Matcher id = java.util.regex.Pattern.compile("[0-9A-Za-z]{6}-[0-9A-Za-z]{6}-[0-9A-Za-z]{2}")
                .matcher(text);
        java.util.List<String> seen = new java.util.ArrayList<>();
        return id.replaceAll(match -> {
            if (!seen.contains(match.group())) {
                seen.add(match.group());
            }
            return "ID" + (seen.indexOf(match.group()) + 1);
        });
    }

    @Test
    void aHostHasOneMailServer() throws IOException {
        assertThat(installed)
                .contains("The following packages will be REMOVED:\n  postfix\n", "Setting up exim4-daemon-light");
        assertThat(shell("readlink -f /usr/sbin/sendmail").output()).isEqualTo("/usr/sbin/exim4\n");
        assertThat(log()).contains("listening for SMTP on [127.0.0.1]:25 [::1]:25");

        assertThat(root("apt-get -y install postfix 2>&1").output())
                .contains("The following packages will be REMOVED:\n  exim4-base exim4-config exim4-daemon-light\n");
        assertThat(shell("stat -c %F /usr/sbin/sendmail").output()).isEqualTo("regular file\n");
        assertThat(EximDaemon.on(lab.host())).isEmpty();
    }

    @Test
    void anInstallationWithoutQuestionsDeliversWithinTheHost() throws IOException {
        assertThat(file(UpdateFile.PATH))
                .contains(
                        "dc_eximconfig_configtype='local'\n",
                        "dc_other_hostnames='myserver.mydomain.net'\n",
                        "dc_local_interfaces='127.0.0.1 ; ::1'\n",
                        "dc_mailname_in_oh='true'\n");
        shell("printf 'x\\n' | sendmail bob@example.net");
        assertThat(log())
                .contains(
                        "ID1 ** bob@example.net R=nonlocal: Mailing to remote domains not supported\n",
                        "ID2 <= <> R=ID1 U=Debian-exim P=local S=");
    }

    @Test
    void aMessageLeavesThreeLinesAndLiesInTheMailbox() throws IOException {
        shell("printf 'Hello Carla\\n' | sendmail carla");
        assertThat(log()).endsWith("""
                        ID1 <= student@myserver.mydomain.net U=student P=local S=349
                        ID1 => carla <carla@myserver.mydomain.net> R=local_user T=mail_spool
                        ID1 Completed
                        """);
        assertThat(file("/var/mail/carla"))
                .startsWith("From student@myserver.mydomain.net ")
                .contains(
                        "Envelope-to: carla@myserver.mydomain.net\n",
                        "with local (Exim 4.96)\n\t(envelope-from <student@")
                .endsWith("\n\nHello Carla\n\n");
        assertThat(shell("stat -c '%a %U:%G' /var/mail/carla").output()).isEqualTo("660 carla:mail\n");
    }

    @Test
    void anAliasCountsAsSoonAsItIsWritten() throws IOException {
        root("echo 'root: carla' >> /etc/aliases");
        assertThat(shell("exim -bt postmaster 2>/dev/null")).isEqualTo(new Result("""
                        carla@myserver.mydomain.net
                            <-- root@myserver.mydomain.net
                            <-- postmaster@myserver.mydomain.net
                          router = local_user, transport = mail_spool
                        """, 0));
        shell("printf 'x\\n' | sendmail postmaster");
        assertThat(log()).contains("ID1 => carla <postmaster@myserver.mydomain.net> R=local_user T=mail_spool\n");
    }

    @Test
    void namesThatLeadNowhereAreUndeliverable() throws IOException {
        root(
                "printf 'ping: pong\\npong: ping\\nself: self\\ngone: :fail: gone away\\nhole: :blackhole:\\n' >> /etc/aliases");
        assertThat(shell("exim -bt ping self gone hole 2>/dev/null")).isEqualTo(new Result("""
                        ping@myserver.mydomain.net is undeliverable
                            <-- pong@myserver.mydomain.net
                            <-- ping@myserver.mydomain.net
                        self@myserver.mydomain.net is undeliverable
                            <-- self@myserver.mydomain.net
                        gone@myserver.mydomain.net is undeliverable
                        mail to hole@myserver.mydomain.net is discarded
                        """, 2));
    }

    @Test
    void aForwardFileIsFollowedAndSuspectedWhenOthersMayWriteIt() throws IOException {
        shell("echo '\\student, carla' > ~/.forward");
        shell("printf 'x\\n' | sendmail student");
        assertThat(log())
                .contains(
                        "ID1 => student <student@myserver.mydomain.net> R=local_user T=mail_spool\n",
                        "ID1 => carla <student@myserver.mydomain.net> R=local_user T=mail_spool\n");
        shell("chmod 666 ~/.forward");
        shell("printf 'y\\n' | sendmail student");
        assertThat(log())
                .contains("ID2 == student@myserver.mydomain.net R=userforward defer (-1): bad mode (0100666) for"
                        + " /home/student/.forward: 022 bit(s) unexpected\n");
        assertThat(root("exim -bpc").output()).isEqualTo("1\n");
        shell("chmod 644 ~/.forward");
        root("exim -qff");
        assertThat(log()).endsWith("ID2 Completed\nEnd queue run: pid=" + lastPid() + " -qff\n");
    }

    private String lastPid() throws IOException {
        String text = file(Log.DIRECTORY + "/mainlog");
        return text.substring(text.lastIndexOf("pid=") + 4).replaceAll("(?s)\\D.*", "");
    }

    @Test
    void aCommandGetsItsArgumentsWithoutAShell() throws IOException {
        shell("echo '\"|/usr/bin/tee /home/student/copy\"' > ~/.forward");
        shell("printf 'beep\\n' | sendmail student");
        root("until grep -q Completed /var/log/exim4/mainlog; do sleep 0.05; done");
        assertThat(file("/home/student/copy")).contains("Envelope-to: student@", "\nbeep\n");
        assertThat(log())
                .contains(
                        "=> |/usr/bin/tee /home/student/copy <student@myserver.mydomain.net> R=userforward T=address_pipe\n");
    }

    @Test
    void theQueueIsRootsToLookAtAndToRemove() throws IOException {
        root("sed -i \"s/configtype=.*/configtype='internet'/\" " + UpdateFile.PATH + "; update-exim4.conf");
        shell("printf 'x\\n' | sendmail bob@example.net");
        settle();
        assertThat(shell("mailq 2>&1")).isEqualTo(new Result("exim: permission denied\n", 1));
        String list = root("exim -bp").output();
        assertThat(list).matches(" 0m   327 \\S{16} <student@myserver.mydomain.net>\n          bob@example.net\n\n");
        String id = list.substring(10, 26);
        assertThat(root("exim -Mvh " + id).output())
                .startsWith(id + "-H\nstudent 1000 1000\n")
                .contains("\nXX\n1\nbob@");
        assertThat(root("exim -Mf " + id).output()).isEqualTo("Message " + id + " is now frozen\n");
        assertThat(root("mailq").output()).contains("> *** frozen ***\n");
        assertThat(root("exim -Mrm " + id).output()).isEqualTo("Message " + id + " has been removed\n");
        assertThat(root("mailq").output()).isEmpty();
        assertThat(root("exim -Mrm nosuch 2>&1").output())
                .isEqualTo("exim: malformed message id nosuch after -Mrm option\n");
    }

    @Test
    void itsSmtpHasItsOwnWords() throws IOException {
        String session =
                "EHLO x\\r\\nVRFY carla\\r\\nMAIL FROM:<a@b.c>\\r\\nMAIL FROM:<a@b.c>\\r\\nRCPT TO:<carla>\\r\\n"
                        + "RCPT TO:<carla@localhost>\\r\\nDATA\\r\\n\\r\\n..hello\\r\\n.\\r\\nFOO\\r\\nQUIT\\r\\n";
        assertThat(shell("printf '" + session + "' | nc -q1 localhost 25")
                        .output()
                        .replace("\r", "")
                        .replaceAll("4\\.96 .*", "4.96 DATE")
                        .replaceAll("id=.*", "id=ID"))
                .isEqualTo("""
                        220 myserver.mydomain.net ESMTP Exim 4.96 DATE
                        250-myserver.mydomain.net Hello x [127.0.0.1]
                        250-SIZE 52428800
                        250-8BITMIME
                        250-PIPELINING
                        250 HELP
                        501 carla: recipient address must contain a domain
                        250 OK
                        503 sender already given
                        501 <carla>: recipient address must contain a domain
                        250 Accepted
                        354 Enter message, ending with "." on a line by itself
                        250 OK id=ID
                        500 unrecognized command
                        221 myserver.mydomain.net closing connection
                        """);
        assertThat(log())
                .contains(
                        "unqualified recipient rejected: <carla> H=(x) [127.0.0.1]\n",
                        "ID1 <= a@b.c H=(x) [127.0.0.1] P=esmtp S=",
                        "ID1 => carla <carla@localhost> R=local_user T=mail_spool\n");
        assertThat(file("/var/mail/carla")).contains("\n\n.hello\n").contains("Received: from [127.0.0.1] (helo=x)\n");
    }

    @Test
    void aUserCanSpeakSmtpToIt() throws IOException {
        assertThat(shell("printf 'EHLO x\\nMAIL FROM:<>\\nRCPT TO:<carla>\\nDATA\\n\\nhi\\n.\\nQUIT\\n' | exim -bs")
                        .output())
                .contains("250-myserver.mydomain.net Hello student at x\r\n", "250 OK id=");
        assertThat(log()).contains("ID1 <= <> U=student P=local-esmtp S=");
    }

    @Test
    void undeliverableMailComesBackAndItsBounceStaysWhenItCannot() throws IOException {
        shell("printf 'x\\n' | sendmail nobody-here");
        settle();
        assertThat(file("/var/mail/student"))
                .contains("X-Failed-Recipients: nobody-here@myserver.mydomain.net\n", "    Unrouteable address\n");
        shell("printf 'x\\n' | sendmail -f '<>' nobody-here");
        assertThat(log())
                .contains(" ** nobody-here@myserver.mydomain.net: Unrouteable address\n")
                .endsWith("Frozen (delivery error message)\n");
    }
}
