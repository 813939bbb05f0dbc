package postroom.labs.debian.proc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import postroom.labs.debian.Base;
import postroom.labs.debian.TestHost;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Open;
import postroom.labs.fs.Tree;
import postroom.labs.host.Process;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

class ProcFilesTest {
    private static final Credentials STUDENT = new Credentials(1000, 1000, Set.of(1000));

    private final TestHost host = new TestHost(Base.BARE);
    private final FileAccess root = FileAccess.root(host.host().disk());
    private final FileAccess student = root.as(STUDENT);

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void aProcessIsThereWhileItLives() throws Exception {
        Process daemon = host.host().processes().createDaemon(1, List.of("/usr/sbin/thing", "-x"));
        String folder = "/proc/" + daemon.pid();
        assertThat(root.list("/proc")).anyMatch(it -> it.name().equals(Integer.toString(daemon.pid())));
        assertThat(new String(root.readAll(folder + "/cmdline"), UTF_8)).isEqualTo("/usr/sbin/thing\0-x\0");
        daemon.finish(new postroom.labs.host.WaitStatus.Exited(0));
        assertThatThrownBy(() -> root.stat(folder)).hasMessage(Errno.ENOENT.text());
    }

    @Test
    void whatOthersHaveOpenIsNobodysBusiness() {
        assertThatThrownBy(() -> student.list("/proc/1/fd")).hasMessage(Errno.EACCES.text());
        assertThatThrownBy(() -> student.readAll("/proc/1/environ")).hasMessage(Errno.EACCES.text());
        assertThatThrownBy(() -> student.readlink("/proc/1/cwd")).hasMessage(Errno.EACCES.text());
        assertThatThrownBy(() -> student.stat("/proc/1/cwd/etc")).hasMessage(Errno.EACCES.text());
    }

    @Test
    void selfIsWhoeverAsks() throws Exception {
        assertThat(host.run("readlink", "/proc/self").output()).matches("[0-9]+\n");
        assertThatThrownBy(() -> root.readlink("/proc/self")).hasMessage(Errno.ENOENT.text());
    }

    @Test
    void nothingCanBeMadeMovedOrRemovedThere() {
        assertThat(error(() -> root.mkdir("/proc/new", 0755))).isEqualTo(Errno.ENOENT);
        assertThat(error(() -> root.unlink("/proc/version"))).isEqualTo(Errno.EPERM);
        assertThat(error(() -> root.rmdir("/proc"))).isEqualTo(Errno.EBUSY);
        assertThat(error(() -> root.rename("/proc/version", "/tmp/version"))).isEqualTo(Errno.EXDEV);
        assertThat(error(() -> root.rename("/etc/passwd", "/proc/passwd"))).isEqualTo(Errno.EXDEV);
        assertThat(error(() -> root.link("/proc/version", "/tmp/version"))).isEqualTo(Errno.EXDEV);
        assertThat(error(() -> student.chmod("/proc/version", 0777))).isEqualTo(Errno.EPERM);
        assertThat(error(() -> student.open("/proc/version", Set.of(Open.WRITE), 0)))
                .isEqualTo(Errno.EACCES);
    }

    @Test
    void lookingLeavesNoTraceOnTheDisk() throws Exception {
        Tree before = host.host().disk().tree();
        root.list("/proc/1");
        root.readAll("/proc/1/status");
        assertThat(host.host().disk().tree()).isSameAs(before);
    }

    @Test
    void settingsCanBeSetByRoot() throws Exception {
        root.writeAll("/proc/sys/kernel/hostname", "other\n".getBytes(UTF_8));
        assertThat(host.host().name()).isEqualTo("other");
        assertThat(error(() -> student.writeAll("/proc/sys/net/ipv4/ip_forward", new byte[] {'1'})))
                .isEqualTo(Errno.EACCES);
        assertThat(error(() -> root.writeAll("/proc/sys/net/ipv4/ip_forward", new byte[] {'x'})))
                .isEqualTo(Errno.EINVAL);
    }

    private interface Call {
        void run() throws ErrnoException;
    }

    private static Errno error(Call call) {
        try {
            call.run();
            return null;
        } catch (ErrnoException e) {
            return e.errno();
        }
    }
}
