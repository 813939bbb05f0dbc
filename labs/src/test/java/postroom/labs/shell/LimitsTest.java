package postroom.labs.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.lab.Lab;

/** What a lab may use has an end, the programs say so in their own words, and afterwards everything goes on. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LimitsTest {
    private static final String FILL = "head -c 70000000 /dev/zero > big 2> /dev/null;"
            + " while echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx >> rest; do :; done 2> /dev/null;";
    private static final ShellLab LABS = new ShellLab();

    @AfterAll
    static void close() {
        LABS.close();
    }

    private static String output(Lab lab, String script) throws Exception {
        return LABS.run(lab, List.of("bash", "-c", script), "").output();
    }

    private static void lives(Lab lab) throws Exception {
        String waited = "bash: fork: retry: Resource temporarily unavailable\n"; // a bomb may still be dying
        assertThat(patiently(lab, "echo I live | cat; echo x > after && cat after")
                        .replace(waited, ""))
                .isEqualTo("I live\nx\n");
    }

    /** Runs a script as soon as there is a process for it. */
    private static String patiently(Lab lab, String script) throws Exception {
        for (int tries = 0; ; tries++) {
            try {
                return output(lab, script);
            } catch (ErrnoException full) {
                assertThat(full.errno()).isEqualTo(Errno.EAGAIN);
                assertThat(tries).as("the bomb ends").isLessThan(300);
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    @Test
    void aFullDiskIsToldByEverybodyWhoWrites() throws Exception {
        try (Lab lab = LABS.fresh()) {
            String full = ": No space left on device\n";
            assertThat(output(lab, FILL + "df . | tail -n 1 | tr -s ' '")).contains(" 0 100% /");
            assertThat(output(lab, "echo hello >> note")).isEqualTo("bash: line 1: echo: write error" + full);
            assertThat(output(lab, "cp /etc/services copy; echo $?"))
                    .isEqualTo("cp: error writing 'copy'" + full + "1\n");
            assertThat(output(lab, "dd if=/dev/zero of=zeros bs=512 count=1 status=noxfer; echo $?"))
                    .isEqualTo("dd: error writing 'zeros'" + full + "1+0 records in\n0+0 records out\n1\n");
            assertThat(output(lab, "cat /etc/services > copy; sed p /etc/passwd > copy; sort /etc/passwd -o copy"))
                    .isEqualTo("cat: write error" + full + "sed: couldn't flush stdout" + full
                            + "sort: fflush failed: copy" + full + "sort: write error\n");
            assertThat(output(lab, "sed -i s/root/toor/ /etc/passwd 2>&1 | tail -c 25; grep -c root: /etc/passwd"))
                    .as("what was there stays")
                    .endsWith("1\n");
            assertThat(output(lab, "rm big; cp /etc/services copy && cmp /etc/services copy && echo same"))
                    .isEqualTo("same\n");
            lives(lab);
        }
    }

    @Test
    void filesHaveAnEndToo() throws Exception {
        try (Lab lab = LABS.fresh()) {
            String full = ": No space left on device\n";
            String many = "mkdir many; cd many; i=0; while : > f$i; do i=$((i+1)); done 2> /dev/null;";
            assertThat(output(lab, many + " df -i . | tail -n 1 | tr -s ' '")).contains(" 0 100% /");
            assertThat(output(lab, "touch more; mkdir folder; ln -s a b; echo > new; mkfifo pipe"))
                    .isEqualTo("touch: cannot touch 'more'" + full + "mkdir: cannot create directory \u2018folder\u2019"
                            + full + "ln: failed to create symbolic link 'b'" + full + "bash: line 1: new" + full
                            + "mkfifo: cannot create fifo 'pipe'" + full);
            assertThat(output(lab, "rm -r many; touch more && ls more")).isEqualTo("more\n");
            lives(lab);
        }
    }

    @Test
    void whoHasAllProcessesGetsNoMore() throws Exception {
        try (Lab lab = LABS.fresh();
                Lab neighbour = LABS.fresh()) {
            Process crowd = start(lab, "for ((i = 0; i < 500; i++)); do sleep 1000 & done; wait");
            await(lab, 190);
            assertThat(output(neighbour, "ps -e | wc -l; echo I live | cat")).endsWith("I live\n");
            assertThat(crowd.status()).as("bash tries again for a while").isNull();
            interrupt(lab, crowd);
            assertThat(output(lab, "kill -9 -1; echo $?")).isEqualTo("0\n");
            lives(lab);
        }
    }

    private static void await(Lab lab, int processes) throws InterruptedException {
        for (int looks = 0; looks < 2_000 && lab.host().processes().all().size() < processes; looks++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(lab.host().processes().all()).hasSizeGreaterThanOrEqualTo(processes);
    }

    /** Interrupted by ^C, everything in the group ends; a neighbour answers meanwhile. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes | tr y n > /dev/null",
                "yes | tr y n",
                "cat /dev/zero | base64 | md5sum",
                "find / | xargs ls -ld > /dev/null; while :; do find / | xargs ls -ld > /dev/null 2>&1; done",
                "while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab | grep -E '(a+)+$'; done",
                "while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab | sed -E 's/(a|aa)+$/x/' > /dev/null; done",
                "awk 'BEGIN { while (1) s = s \"xxxxxxxxxxxxxxxx\" }'; while :; do :; done",
                "while :; do cat /dev/zero > big 2> /dev/null; rm -f big; done",
                "tail -f /dev/null",
                "sort < /dev/zero > /dev/null; while :; do :; done",
                "f() { f; }; while :; do (f) 2> /dev/null; done",
                "while read -r line; do :; done < /dev/zero; while :; do :; done",
                "od /dev/urandom | sort | uniq -c; while :; do :; done",
                ":() { :|:& };:; while :; do :; done",
                "mkfifo p; cat /etc/hostname > p",
                "mkfifo p; cat p"
            })
    void interruptEndsItAndANeighbourAnswersMeanwhile(String script) throws Exception {
        try (Lab lab = LABS.fresh();
                Lab neighbour = LABS.fresh()) {
            Process hostile = start(lab, script);
            assertThat(output(neighbour, "echo I live | cat")).isEqualTo("I live\n");
            assertThat(output(neighbour, "seq 3 | sort -r | head -n 1")).isEqualTo("3\n");
            assertThat(hostile.status()).as("it runs on").isNull();
            interrupt(lab, hostile);
            lives(lab);
        }
    }

    /** Runs bash with its outputs read by nobody but a program that throws them away. */
    private static Process start(Lab lab, String script) throws Exception {
        Process process = lab.newProcess("student");
        process.chdir("/home/student");
        for (int fd = 0; fd < 3; fd++) {
            process.fd(fd, process.open("/dev/null", java.util.EnumSet.of(postroom.labs.fs.Open.WRITE), 0));
        }
        process.start(it -> it.exec("/bin/bash", List.of("bash", "-c", script)));
        return process;
    }

    private static void interrupt(Lab lab, Process process) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        lab.host().processes().listen(it -> {
            if (it == process) {
                ended.countDown();
            }
        });
        for (int round = 0; round < 100 && process.status() == null; round++) { // a bomb forks on while it dies
            lab.host().processes().all().stream()
                    .filter(it -> it.group() == process.group())
                    .forEach(it -> it.signal(Signal.INT));
            ended.await(200, TimeUnit.MILLISECONDS);
        }
        assertThat(process.status()).as("^C ends it").isNotNull();
    }

    @Test
    void aCommandLineOfAMegabyteIsTooLongForOneWordAndAllTogether() throws Exception {
        try (Lab lab = LABS.fresh()) {
            assertThat(output(lab, "x=$(head -c 1000000 /dev/zero | tr '\\0' a); /bin/echo $x; echo $?"))
                    .isEqualTo("bash: line 1: /bin/echo: Argument list too long\n126\n");
            assertThat(output(lab, "ls $(seq 500000) 2>&1; echo $?"))
                    .isEqualTo("bash: line 1: /usr/bin/ls: Argument list too long\n126\n");
            assertThat(output(lab, "echo $(seq 200000) | wc -c")).isEqualTo("1288895\n");
            assertThat(output(lab, "seq 200000 | xargs echo | wc -w")).isEqualTo("200000\n");
            lives(lab);
        }
    }

    @Test
    void aWriterWaitsForItsReader() throws Exception {
        try (Lab lab = LABS.fresh()) {
            assertThat(output(
                            lab,
                            "mkfifo p; (head -c 1000000 /dev/zero > p; echo written > done) & sleep 0.1;"
                                    + " [ -e done ] || echo waits; wc -c < p; wait; cat done"))
                    .isEqualTo("waits\n1000000\nwritten\n");
            lives(lab);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x=$(yes)",
                "x=$(cat /dev/zero)",
                "mapfile x < <(yes)",
                "yes | sort | head -n 1",
                "yes | awk '{ a[NR] = $0 }'",
                "yes | sed ':a;N;ba'",
                "head -c 200000000 /dev/zero | grep x",
                "yes | tr -d '\\n' | sed s/x/y/",
                "tr '\\0' '\\n' < /dev/zero | tac",
                "yes $(seq 20000) | paste -s",
                "yes | xargs -n 1000000000 echo",
                "head -c 200000000 /dev/zero > /dev/shm/x"
            })
    void whatCollectsWithoutEndEnds(String script) throws Exception {
        try (Lab lab = LABS.fresh();
                Lab neighbour = LABS.fresh()) {
            Process hungry = start(lab, script);
            assertThat(output(neighbour, "echo I live | cat")).isEqualTo("I live\n");
            interrupt(lab, hungry);
            lives(lab);
        }
    }
}
