package postroom.web.classroom;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import postroom.labs.course.Course;
import postroom.labs.course.Workplace;
import postroom.web.rooms.LearnerRooms;
import postroom.web.storage.Cohort;
import postroom.web.storage.Progress;
import postroom.web.storage.Seats;

/** The boards that somebody looks at, each brought up to date {@value #LOOKS_A_SECOND} times a second by one thread for all. */
public final class Boards implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Boards.class.getName());
    private static final int LOOKS_A_SECOND = 3;

    private final Supplier<Course> course;
    private final Seats seats;
    private final Progress progress;
    private final LearnerRooms rooms;
    private final InstantSource clock;
    private final Map<Long, Watched> boards = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "boards");
        thread.setDaemon(true);
        return thread;
    });
    private final Runnable listening;

    private record Watched(Cohort cohort, Board board, List<Runnable> watchers) {}

    public Boards(Supplier<Course> course, Seats seats, Progress progress, LearnerRooms rooms, InstantSource clock) {
        this.course = course;
        this.seats = seats;
        this.progress = progress;
        this.rooms = rooms;
        this.clock = clock;
        this.listening = progress.listen(
                learner -> boards.values().forEach(watched -> watched.board().changed(learner)));
        looking.scheduleWithFixedDelay(this::look, 0, 1_000 / LOOKS_A_SECOND, TimeUnit.MILLISECONDS);
    }

    private void look() {
        for (Watched watched : boards.values()) {
            try {
                watched.board().look(seats.of(watched.cohort()));
                watched.watchers().forEach(Runnable::run);
            } catch (RuntimeException e) { // the next look may go well
                LOG.log(Level.ERROR, "the board of class " + watched.cohort().id(), e);
            }
        }
    }

    /** The board of a class as it is now. */
    Board now(Cohort cohort) {
        Board board = make(cohort);
        board.look(seats.of(cohort));
        return board;
    }

    private Board make(Cohort cohort) {
        List<String> places = cohort.chapters().stream()
                .flatMap(id -> course.get().chapter(id).stream())
                .flatMap(Workplace::all)
                .map(Workplace::id)
                .toList();
        return new Board(Column.of(course.get(), cohort), progress, learner -> rooms.presence(learner, places), clock);
    }

    /**
     * Has the board of a class kept up to date.
     *
     * @param looked called after each look; must be quick
     */
    Watch watch(Cohort cohort, Runnable looked) {
        Watched watched = boards.compute(cohort.id(), (id, before) -> {
            Watched now = before == null || !before.cohort().equals(cohort)
                    ? new Watched(cohort, make(cohort), new CopyOnWriteArrayList<>())
                    : before;
            now.watchers().add(looked);
            return now;
        });
        return new Watch(watched.board(), () -> unwatch(watched, looked));
    }

    private void unwatch(Watched watched, Runnable looked) {
        boards.computeIfPresent(watched.cohort().id(), (id, now) -> {
            watched.watchers().remove(looked);
            return now == watched && watched.watchers().isEmpty() ? null : now;
        });
    }

    /** A board that is looked at, until it is closed. */
    record Watch(Board board, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    @Override
    public void close() {
        looking.shutdown();
        listening.run();
    }
}
