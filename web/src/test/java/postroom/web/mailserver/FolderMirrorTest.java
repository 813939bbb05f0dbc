package postroom.web.mailserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.Disk;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Tree;

class FolderMirrorTest {
    private static final String PLACE = "/mail";
    private static final Instant LONG_AGO = Instant.parse("2001-02-03T04:05:06Z");

    @TempDir
    private Path outside;

    private Path real;
    private FileAccess lab;
    private FolderMirror mirror;

    @BeforeEach
    void fill() throws Exception {
        real = Files.createDirectory(outside.resolve("mail"));
        Disk disk = new Disk(Tree.empty(0), Instant::now, 64 << 20, 1000);
        FileAccess root = FileAccess.root(disk);
        root.mkdir(PLACE, 0755);
        root.chown(PLACE, 5000, 5000, false);
        lab = root.as(new Credentials(5000, 5000, Set.of(5000)));
        Files.createDirectories(real.resolve("anna/new"));
        Path letter = Files.writeString(real.resolve("anna/new/1"), "Subject: one\n");
        Files.setLastModifiedTime(letter, java.nio.file.attribute.FileTime.from(LONG_AGO));
        Files.writeString(outside.resolve("secret"), "not to be read");
        Files.createSymbolicLink(real.resolve("anna/new/2"), outside.resolve("secret"));
        mirror = FolderMirror.open(lab, PLACE, real);
    }

    @AfterEach
    void close() {
        mirror.close();
    }

    private static void eventually(Callable<Boolean> holds) throws Exception {
        for (long end = System.nanoTime() + 10_000_000_000L; System.nanoTime() < end; ) {
            if (holds.call()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(holds.call()).isTrue();
    }

    @Test
    void whatWasThereIsTakenOverWithItsTimeAndWithoutLinks() throws Exception {
        assertThat(lab.readAll("/mail/anna/new/1")).asString().isEqualTo("Subject: one\n");
        assertThat(lab.stat("/mail/anna/new/1").mtime()).isEqualTo(LONG_AGO);
        assertThat(lab.exists("/mail/anna/new/2")).isFalse();
    }

    @Test
    void whatTheLabDoesAppears() throws Exception {
        lab.mkdir("/mail/anna/cur", 0700);
        lab.rename("/mail/anna/new/1", "/mail/anna/cur/1:2,S");
        lab.writeAll("/mail/anna/list", "3 V1".getBytes(UTF_8));
        eventually(() -> Files.exists(real.resolve("anna/cur/1:2,S")) && Files.exists(real.resolve("anna/list")));
        assertThat(real.resolve("anna/new/1")).doesNotExist();
        assertThat(Files.getLastModifiedTime(real.resolve("anna/cur/1:2,S")).toInstant())
                .isEqualTo(LONG_AGO);
        lab.rename("/mail/anna", "/mail/berta");
        eventually(() -> Files.exists(real.resolve("berta/cur/1:2,S")) && !Files.exists(real.resolve("anna")));
        lab.unlink("/mail/berta/cur/1:2,S");
        eventually(() -> !Files.exists(real.resolve("berta/cur/1:2,S")));
    }

    @Test
    void whatIsDoneOutsideIsSeenInTheLab() throws Exception {
        int inode = lab.stat("/mail/anna/new/1").ino();
        Files.move(real.resolve("anna/new/1"), real.resolve("anna/new/1:2,F"));
        eventually(() -> lab.exists("/mail/anna/new/1:2,F") && !lab.exists("/mail/anna/new/1"));
        assertThat(lab.stat("/mail/anna/new/1:2,F").ino())
                .as("renamed, not copied")
                .isEqualTo(inode);
        Files.createDirectories(real.resolve("anna/.Work/new"));
        Files.writeString(real.resolve("anna/.Work/new/3"), "Subject: three\n");
        eventually(() -> lab.exists("/mail/anna/.Work/new/3"));
        Files.delete(real.resolve("anna/new/1:2,F"));
        eventually(() -> !lab.exists("/mail/anna/new/1:2,F"));
    }

    @Test
    void closingCarriesOverWhatWasJustWritten() throws Exception {
        for (int i = 0; i < 200; i++) {
            lab.writeAll("/mail/anna/new/x" + i, ("Subject: " + i + "\n").getBytes(UTF_8));
        }
        mirror.close();
        for (int i = 0; i < 200; i++) {
            assertThat(real.resolve("anna/new/x" + i)).hasContent("Subject: " + i);
        }
    }
}
