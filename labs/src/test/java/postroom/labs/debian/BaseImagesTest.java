package postroom.labs.debian;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import postroom.labs.debian.sslcert.SnakeoilCertificate;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.Disk;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;

class BaseImagesTest {
    private final BaseImages images = new BaseImages(
            it -> !it.equals("coreutils/cat"),
            () -> SnakeoilCertificate.make("myserver.mydomain.net", BaseImages.BUILT));
    private final FileAccess bare = access(Base.BARE);

    private FileAccess access(Base base) {
        return FileAccess.root(new Disk(images.tree(base), InstantSource.system(), 1 << 20, 100));
    }

    @Test
    void foldersAndAccountsAreThoseOfADebianHost() throws ErrnoException {
        assertThat(bare.stat("/tmp").modeString()).isEqualTo("drwxrwxrwt");
        assertThat(bare.readlink("/bin")).isEqualTo("usr/bin");
        assertThat(bare.stat("/etc/shadow").modeString()).isEqualTo("-rw-r-----");
        assertThat(bare.stat("/etc/shadow").gid()).isEqualTo(42);
        assertThat(bare.stat("/home/student").modeString()).isEqualTo("drwxr-x---");
        assertThat(bare.stat("/home/carla/.bashrc").uid()).isEqualTo(1001);
        assertThat(bare.stat("/dev/null").major()).isEqualTo(1);
        assertThat(bare.stat("/usr/bin/sudo").modeString()).isEqualTo("-rwsr-xr-x");
        assertThat(bare.stat("/var/mail").modeString()).isEqualTo("drwxrwsr-x");
    }

    @Test
    void aCommandIsThereOnlyIfItRuns() {
        assertThat(bare.exists("/bin/ls")).isTrue();
        assertThat(bare.exists("/bin/cat")).isFalse();
    }

    @Test
    void alternativesLeadToTheirProgram() throws ErrnoException {
        assertThat(bare.readlink("/usr/bin/nc")).isEqualTo("/etc/alternatives/nc");
        assertThat(bare.canonical("/usr/bin/nc")).isEqualTo("/usr/bin/nc.openbsd");
    }

    @Test
    void theDpkgDatabaseNamesWhatIsThere() throws ErrnoException {
        String status = new String(bare.readAll("/var/lib/dpkg/status"), UTF_8);
        assertThat(status)
                .contains("Package: sudo\nStatus: install ok installed\n")
                .doesNotContain("Package: postfix");
        String list = new String(bare.readAll("/var/lib/dpkg/info/coreutils.list"), UTF_8);
        assertThat(list).contains("/bin/ls\n").doesNotContain("/bin/cat\n");
    }

    @Test
    void postfixBringsItsUsersAndGroups() throws ErrnoException {
        FileAccess postfix = access(Base.POSTFIX);
        assertThat(new String(postfix.readAll("/etc/group"), UTF_8)).contains("postdrop:x:103:");
        assertThat(postfix.stat("/etc/ssl/private/ssl-cert-snakeoil.key").gid()).isEqualTo(101);
        assertThat(postfix.canonical("/etc/ssl/certs/2568680f.0")).isEqualTo("/etc/ssl/certs/ssl-cert-snakeoil.pem");
        assertThat(bare.as(new Credentials(1000, 1000, java.util.Set.of())).allows("/etc/shadow", 4))
                .isFalse();
    }

    @Test
    void aBaseIsPutTogetherOnce() {
        assertThat(images.tree(Base.BARE)).isSameAs(images.tree(Base.BARE));
    }
}
