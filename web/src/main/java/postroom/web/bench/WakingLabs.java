package postroom.web.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import postroom.labs.course.Course;
import postroom.labs.course.CourseFiles;
import postroom.labs.lab.Labs;
import postroom.web.rooms.LearnerRooms;
import postroom.web.rooms.LoginShell;
import postroom.web.rooms.RoomLimits;
import postroom.web.storage.DataFolder;
import postroom.web.storage.Database;
import postroom.web.storage.LabRegister;
import postroom.web.storage.Learner;
import postroom.web.storage.Learners;
import postroom.web.storage.Progress;
import postroom.web.storage.TemporaryFolder;
import postroom.web.study.StudyRoom;
import postroom.web.study.TerminalFeed;

/** How long a lab that slept takes until its learner can type: its journal is replayed, its services go on, its shell asks. */
public final class WakingLabs implements Trial {
    private static final int LEARNERS = 50;
    private static final int PATIENCE_SECONDS = 20;
    private static final String CHAPTER = "03-smtp-by-hand";
    private static final String WORK = "for i in 1 2 3 4 5 6 7 8; do echo letter $i | sendmail carla; done;"
            + " postconf -n > settings; cp /etc/services .; echo wo''rked\r";

    private final Function<Path, Labs> makeLabs;
    private final LoginShell login;

    /** Measures labs with these log-ins. */
    public WakingLabs(Function<Path, Labs> makeLabs, LoginShell login) {
        this.makeLabs = makeLabs;
        this.login = login;
    }

    @Override
    public String name() {
        return "wake";
    }

    /** A clock that stands, until it is put on. */
    private static final class Later implements InstantSource {
        private volatile Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        private void pass(Duration duration) {
            now = now.plus(duration);
        }
    }

    @Override
    public List<Row> run() throws Exception {
        Figures entered = new Figures();
        Figures prompts = new Figures();
        Later clock = new Later();
        Course course = Course.load(CourseFiles.bundled());
        try (TemporaryFolder data = TemporaryFolder.make();
                Labs labs = makeLabs.apply(data.path())) {
            DataFolder folder = DataFolder.open(data.path());
            Database database = Database.open(folder);
            Learners learners = new Learners(database, Clock.systemUTC());
            try (LearnerRooms rooms = new LearnerRooms(
                    () -> labs,
                    () -> course,
                    learners,
                    new Progress(database, Clock.systemUTC()),
                    new LabRegister(database, Clock.systemUTC()),
                    folder,
                    login,
                    RoomLimits.CLASSROOM,
                    clock,
                    false,
                    Map.of())) {
                List<Learner> slept = new ArrayList<>();
                for (int i = 0; i < LEARNERS; i++) {
                    Learner learner = learners.enrol();
                    StudyRoom room = rooms.enter(learner.id(), CHAPTER, "").orElseThrow();
                    await(room.terminal(), "$ ");
                    room.terminal().type(WORK.getBytes(StandardCharsets.UTF_8));
                    await(room.terminal(), "worked");
                    slept.add(learner);
                }
                clock.pass(RoomLimits.CLASSROOM.sleepAfter());
                rooms.putToSleep();
                for (Learner learner : slept) {
                    long begun = System.nanoTime();
                    StudyRoom room = rooms.enter(learner.id(), CHAPTER, "").orElseThrow();
                    entered.add(System.nanoTime() - begun);
                    await(room.terminal(), "$ ");
                    prompts.add(System.nanoTime() - begun);
                }
            }
        }
        String of = LEARNERS + " labs with eight letters sent";
        return List.of(
                new Row("a lab wakes from its journal, median, " + of, entered.text(50), "50 ms"),
                new Row("the same, p95", entered.text(95), "50 ms"),
                new Row("until its shell's prompt is there, median", prompts.text(50), "-"));
    }

    private static void await(TerminalFeed terminal, String text) throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        Runnable look = () -> {
            byte[] said = terminal.read(terminal.begin(), Integer.MAX_VALUE);
            if (new String(said, StandardCharsets.UTF_8).contains(text)) {
                heard.countDown();
            }
        };
        AutoCloseable watching = terminal.watch(look);
        try {
            look.run();
            if (!heard.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new TimeoutException("\"" + text + "\" does not come");
            }
        } finally {
            watching.close();
        }
    }
}
