package postroom.labs.debian.screens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import postroom.labs.debian.Base;
import postroom.labs.debian.TestLabs;
import postroom.labs.fidelity.Recordings;
import postroom.labs.lab.Lab;
import postroom.labs.lab.Labs;
import postroom.labs.lab.Plan;
import postroom.labs.lab.World;
import postroom.labs.shell.LoginShell;
import postroom.labs.terminal.Pty;
import postroom.labs.terminal.screen.VirtualScreen;

/**
 * Full-screen programs show what they show on a real Debian host, after every key. {@code screens/floor.txt} says how many
 * steps of each recording match at least; the number may only grow.
 */
class ScreenRecordingsTest {
    private static final long QUIET_MILLIS = 150;
    private static final long PATIENCE_MILLIS = 30_000;
    private static final Recordings RECORDINGS = new Recordings("screens");
    private static Labs labs;

    @BeforeAll
    static void makeLabs() {
        labs = TestLabs.quiet(InstantSource.system());
    }

    @AfterAll
    static void closeLabs() {
        labs.close();
    }

    @TestFactory
    Stream<DynamicTest> showWhatTheRealOnesShow() throws IOException {
        return RECORDINGS.tests(ScreenRecordingsTest::replay);
    }

    private static void replay(String name, int floor) throws Exception {
        ScreenRecording recording = ScreenRecording.read(RECORDINGS.read(name + ".screens"));
        String[] size = recording.size().split("x");
        int columns = Integer.parseInt(size[0]);
        int rows = Integer.parseInt(size[1]);
        VirtualScreen screen = new VirtualScreen(columns, rows);
        List<String> differences = new ArrayList<>();
        int same = 0;
        boolean whole = floor == recording.steps().size();
        Base base = Base.named(recording.base()).orElseThrow();
        try (Lab lab = Lab.fresh(labs, new Plan(base, World.ALONE, 1, Map.of()))) {
            Pty pty = new Pty("/dev/pts/0", lab.host().processes(), columns, rows);
            Semaphore news = new Semaphore(0);
            long[] taken = {0};
            try (AutoCloseable watch = pty.watch(news::release)) {
                lab.host().devices().addTerminal("/dev/pts/0", pty::open);
                LoginShell.start(lab.newProcess("student"), pty);
                settle(pty, screen, news, taken, List.of("student@myserver:~$"), "0,20", true);
                for (ScreenRecording.Step step : recording.steps()) {
                    if (step.isResize()) {
                        String[] now = step.typed().substring(2).split("x");
                        screen.resize(Integer.parseInt(now[0]), Integer.parseInt(now[1]));
                        pty.resize(Integer.parseInt(now[0]), Integer.parseInt(now[1]));
                    } else {
                        pty.input(step.keys());
                    }
                    if (settle(pty, screen, news, taken, step.rows(), step.cursor(), whole)) {
                        same++;
                    } else {
                        differences.add(step.typed() + "\nreal " + step.cursor() + ":\n"
                                + String.join("\n", step.rows()) + "\nours " + screen.cursor() + ":\n"
                                + String.join("\n", screen.lines()));
                    }
                }
            }
            pty.hangUp();
        }
        assertThat(same)
                .as(
                        "steps of %s that match, of %d; the others:%n%s",
                        name, recording.steps().size(), String.join("\n", differences))
                .isGreaterThanOrEqualTo(floor);
    }

    /**
     * Takes what is printed until the screen is as it should be and stays so; false if it never is.
     *
     * @param sure whether it must be: then a pause does not mean that no more will come
     */
    private static boolean settle(
            Pty pty, VirtualScreen screen, Semaphore news, long[] taken, List<String> rows, String cursor, boolean sure)
            throws InterruptedException {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        long quiet = 0;
        while (true) {
            byte[] bytes = pty.read(taken[0], 1 << 20);
            taken[0] += bytes.length;
            screen.show(new String(bytes, UTF_8));
            boolean good = screen.lines().equals(rows) && screen.cursor().equals(cursor);
            if (bytes.length == 0 && (good || !sure && quiet >= 4 || System.currentTimeMillis() > end)) {
                return good;
            }
            quiet = news.tryAcquire(bytes.length > 0 ? 20 : QUIET_MILLIS, TimeUnit.MILLISECONDS) ? 0 : quiet + 1;
            news.drainPermits();
        }
    }
}
