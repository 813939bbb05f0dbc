package postroom.web.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postroom.labs.course.run.Script;
import postroom.labs.debian.Base;
import postroom.labs.lab.JournalFolder;
import postroom.labs.lab.Lab;
import postroom.labs.lab.Labs;
import postroom.labs.lab.Plan;
import postroom.labs.lab.World;

/** Labs live side by side without seeing each other, and come back as they were after the server was killed. */
class LabLifeTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private Labs labs;

    @BeforeEach
    void start() {
        labs = Labsmith.kept(folder);
    }

    @AfterEach
    void stop() {
        labs.close();
    }

    private static Plan plan(long seed) {
        return new Plan(Base.POSTFIX, World.LAN, seed, Map.of());
    }

    private static String run(Lab lab, String script) {
        return Script.run(lab, "student", script, LIMIT).output();
    }

    /** What a mailbox holds once local(8) has had its turn. */
    private static String mail(Lab lab, String user) {
        return run(
                lab,
                "for i in {1..100}; do sudo test -s /var/mail/" + user
                        + " && break; sleep 0.1; done; sudo cat /var/mail/" + user);
    }

    @Test
    void twoLabsDoNotSeeEachOther() {
        try (Lab one = Lab.fresh(labs, plan(1));
                Lab other = Lab.fresh(labs, plan(2))) {
            run(one, "echo mine > note; echo 'for one only' | sendmail carla; sudo postconf -e smtpd_banner=changed");
            run(one, "sudo postfix reload");

            assertThat(mail(one, "carla")).contains("for one only");
            assertThat(run(other, "ls; sudo ls /var/mail; cat /var/log/mail.log"))
                    .doesNotContain("note", "carla");
            assertThat(run(other, "printf 'QUIT\\r\\n' | nc -q60 localhost 25")).contains("ESMTP Postfix");
            assertThat(run(one, "printf 'QUIT\\r\\n' | nc -q60 localhost 25")).startsWith("220 changed");

            run(one, "sudo postfix stop");
            assertThat(run(one, "netstat -ant; ps ax")).doesNotContain(":25 ", "qmgr");
            assertThat(run(other, "netstat -ant; ps ax")).contains("0.0.0.0:25", "qmgr");
            assertThat(run(one, "nc -zv localhost 25")).contains("Connection refused");
            assertThat(one.wire().events()).isNotEmpty();
            assertThat(other.wire().events())
                    .hasSizeLessThan(one.wire().events().size() + 10);
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAfterAKill() throws Exception {
        Folder journals = new Folder(folder);
        Lab before = Lab.kept(labs, plan(3), journals, "lab");
        run(
                before,
                "echo 'still here' > note; chmod 600 note; sudo postconf -e smtpd_banner=loaded; sudo postfix reload");
        run(before, "echo kept | sendmail carla");
        assertThat(mail(before, "carla")).contains("kept");
        run(before, "sudo postconf -e smtpd_banner=written");

        // A killed process closes nothing: the next one finds the file as it is, perhaps with half a record at its end.
        Files.copy(folder.resolve("lab"), folder.resolve("after"));
        Files.write(folder.resolve("after"), new byte[] {0, 0, 1, 44, 9, 9}, StandardOpenOption.APPEND);
        try (Lab after = Lab.kept(labs, plan(3), journals, "after")) {
            assertThat(run(after, "cat note; stat -c %a note")).isEqualTo("still here\n600\n");
            assertThat(mail(after, "carla")).contains("kept");
            assertThat(run(after, "postconf -h smtpd_banner")).isEqualTo("written\n");
            assertThat(run(after, "printf 'QUIT\\r\\n' | nc -q60 localhost 25"))
                    .as("Postfix goes on with what it had loaded")
                    .startsWith("220 loaded");
            assertThat(run(after, "sudo postfix stop && echo stopped")).contains("stopped");
        } finally {
            before.close();
        }
        try (Lab again = Lab.kept(labs, plan(3), journals, "after")) {
            assertThat(run(again, "ps ax"))
                    .as("a service that was stopped stays so")
                    .doesNotContain("qmgr");
        }
    }

    /** Journals in a folder. */
    private record Folder(Path folder) implements JournalFolder {
        @Override
        public FileChannel open(String name) throws IOException {
            return FileChannel.open(
                    folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }

        @Override
        public void replace(String from, String to) throws IOException {
            Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public boolean sync() {
            return false;
        }
    }
}
