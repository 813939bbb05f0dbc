package postroom.labs.debian.cron;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import postroom.labs.debian.Base;
import postroom.labs.debian.TestLabs;
import postroom.labs.fs.DiskListener;
import postroom.labs.fs.FileAccess;
import postroom.labs.lab.Lab;
import postroom.labs.lab.Labs;
import postroom.labs.lab.Plan;
import postroom.labs.lab.World;

class CronTest {
    private Labs labs;
    private Lab lab;

    @BeforeEach
    void start() {
        labs = TestLabs.serving();
        lab = Lab.fresh(labs, new Plan(Base.BARE, World.ALONE, 1, Map.of()));
        assertThat(shell("apt-get install -y cron >/dev/null 2>&1")).isZero();
    }

    @AfterEach
    void end() {
        lab.close();
        labs.close();
    }

    private int shell(String command) {
        return lab.runAsRoot(List.of("/bin/bash", "-c", command));
    }

    private String file(String path) throws Exception {
        return new String(FileAccess.root(lab.host().disk()).readAll(path), UTF_8);
    }

    /** Lets the next minute come, and waits for a file that a job writes. */
    private void nextMinuteWrites(String path) throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        DiskListener listener = it -> {
            if (it.equals(path)) {
                written.countDown();
            }
        };
        lab.host().disk().listen(listener);
        CompletableFuture.runAsync(() -> {}, lab.host().serial()).join(); // cron has seen the change
        assertThat(lab.nextEvent()).isTrue();
        assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();
        lab.host().disk().ignore(listener);
    }

    @Test
    void runsAJobInTheNameOfItsOwnerAndSaysSoInTheLog() throws Exception {
        shell("echo '* * * * * id -un > /tmp/who; mv /tmp/who /tmp/done' | crontab -u carla -");
        nextMinuteWrites("/tmp/done");
        assertThat(file("/tmp/done")).isEqualTo("carla\n");
        assertThat(file("/var/log/syslog")).containsPattern("CRON\\[\\d+]: \\(carla\\) CMD \\(id -un");
    }

    @Test
    void seesATableOfTheSystemThatHasChanged() throws Exception {
        shell("echo '* * * * * root echo system > /tmp/a; mv /tmp/a /tmp/done' > /etc/cron.d/mine");
        nextMinuteWrites("/tmp/done");
        assertThat(file("/tmp/done")).isEqualTo("system\n");
    }

    @Test
    void goesOnInAForkOfTheLab() throws Exception {
        shell("echo '* * * * * true' | crontab -u carla -");
        try (Lab fork = lab.fork()) {
            assertThat(fork.host().daemons().find("cron")).isPresent();
            assertThat(fork.runAsRoot(List.of("/usr/bin/systemctl", "is-active", "cron")))
                    .isZero();
        }
    }

    @Test
    void isStoppedAndStartedAsAService() {
        assertThat(shell("systemctl stop cron")).isZero();
        assertThat(shell("systemctl is-active cron")).isEqualTo(3);
        assertThat(shell("service cron start")).isZero();
        assertThat(shell("systemctl is-active cron")).isZero();
    }
}
