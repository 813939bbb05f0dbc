package postroom.web.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postroom.labs.course.Course;
import postroom.labs.course.CourseFiles;
import postroom.labs.lab.Labs;
import postroom.web.rooms.LearnerRooms;
import postroom.web.rooms.RoomLimits;
import postroom.web.storage.DataFolder;
import postroom.web.storage.Database;
import postroom.web.storage.LabRegister;
import postroom.web.storage.Learner;
import postroom.web.storage.Learners;
import postroom.web.storage.Progress;
import postroom.web.study.NoRoomException;
import postroom.web.study.StudyRoom;
import postroom.web.study.TerminalFeed;

/** Labs at which nobody looks sleep in their journals; there is room for so many and no more. */
class SleepingLabsTest {
    private static final String ONE = "03-smtp-by-hand";
    private static final String OTHER = "02-is-it-alive";
    private static final int PATIENCE_SECONDS = 20;

    @TempDir
    private Path data;

    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private Labs labs;
    private LearnerRooms rooms;
    private Learners learners;

    @BeforeEach
    void start() throws Exception {
        labs = Labsmith.kept(data);
        Course course = Course.load(CourseFiles.bundled());
        DataFolder folder = DataFolder.open(data);
        Database database = Database.open(folder);
        learners = new Learners(database, Clock.systemUTC());
        rooms = new LearnerRooms(
                () -> labs,
                () -> course,
                learners,
                new Progress(database, Clock.systemUTC()),
                new LabRegister(database, Clock.systemUTC()),
                folder,
                Logins.SHELL,
                new RoomLimits(2, 1, Duration.ofMinutes(5)),
                () -> now,
                false,
                Map.of());
    }

    @AfterEach
    void stop() {
        rooms.close();
        labs.close();
    }

    private StudyRoom enter(Learner learner, String chapter) {
        return rooms.enter(learner.id(), chapter, "").orElseThrow();
    }

    private static void type(StudyRoom room, String command, String answer) throws Exception {
        TerminalFeed terminal = room.terminal();
        CountDownLatch heard = new CountDownLatch(1);
        Runnable look = () -> {
            byte[] said = terminal.read(terminal.begin(), Integer.MAX_VALUE);
            if (new String(said, StandardCharsets.UTF_8).contains(answer)) {
                heard.countDown();
            }
        };
        try (AutoCloseable watching = terminal.watch(look)) {
            assertThat(watching).isNotNull();
            terminal.type((command + "\r").getBytes(StandardCharsets.UTF_8));
            look.run();
            assertThat(heard.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as(answer)
                    .isTrue();
        }
    }

    @Test
    void aLabThatNobodyLooksAtSleepsAndWakesAsItWas() throws Exception {
        Learner ada = learners.enrol();
        StudyRoom room = enter(ada, ONE);
        AutoCloseable visit = room.visit(() -> {});
        type(room, "echo kept > note; echo do''ne", "done");

        now = now.plus(Duration.ofHours(1));
        rooms.putToSleep();
        assertThat(rooms.awake()).as("while a page is open").isEqualTo(1);

        visit.close();
        now = now.plus(Duration.ofMinutes(4));
        rooms.putToSleep();
        assertThat(rooms.awake()).as("four minutes later").isEqualTo(1);
        now = now.plus(Duration.ofMinutes(1));
        rooms.putToSleep();
        assertThat(rooms.awake()).isZero();

        type(enter(ada, ONE), "cat no''te", "kept");
    }

    @Test
    void oneLearnerHasOneLabAwakeAndTheServerTwo() throws Exception {
        Learner ada = learners.enrol();
        AutoCloseable visit = enter(ada, ONE).visit(() -> {});
        assertThat(rooms.hasRoomFor(ada.id(), OTHER)).isFalse();
        assertThatThrownBy(() -> enter(ada, OTHER)).isInstanceOf(NoRoomException.class);

        AutoCloseable other = enter(learners.enrol(), ONE).visit(() -> {});
        assertThatThrownBy(() -> enter(learners.enrol(), ONE)).isInstanceOf(NoRoomException.class);

        visit.close();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(rooms.hasRoomFor(ada.id(), OTHER))
                .as("the lab that she has left makes room")
                .isTrue();
        enter(ada, OTHER);
        assertThat(rooms.awake()).isEqualTo(2);
        other.close();
    }
}
