package postroom.web.storage;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import postroom.labs.course.run.ExerciseState;

/**
 * What each learner has done: which task ticked when, how many hints and attempts an exercise took, and the moments of which
 * that is the sum. Of the moments the latest {@value #MOST_MOMENTS} of a learner are kept.
 */
public final class Progress {
    private static final int MOST_MOMENTS = 2_000;

    private final Database database;
    private final Clock clock;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    public Progress(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Tells whose progress was kept.
     *
     * @param changed gets the learner's id, once it can be read; must be quick
     * @return what stops the telling
     */
    public Runnable listen(Consumer<String> changed) {
        listeners.add(changed);
        return () -> listeners.remove(changed);
    }

    /** The standing in every exercise that the learner has begun, by the exercise's id. */
    public Map<String, ExerciseState> of(Learner learner) {
        return database.jdbi().withHandle(handle -> states(handle, learner));
    }

    private static Map<String, ExerciseState> states(Handle handle, Learner learner) {
        Map<String, Set<String>> ticks = ticks(handle, learner);
        Map<String, ExerciseState> all = new HashMap<>();
        handle.createQuery("SELECT exercise, hints, attempts, near, done FROM effort WHERE learner = :learner")
                .bind("learner", learner.id())
                .map((row, context) -> {
                    String exercise = row.getString("exercise");
                    all.put(
                            exercise,
                            new ExerciseState(
                                    ticks.getOrDefault(exercise, Set.of()),
                                    row.getObject("done") != null,
                                    row.getInt("attempts"),
                                    row.getInt("hints"),
                                    row.getString("near")));
                    return exercise;
                })
                .list();
        return all;
    }

    /** What happened in a learner's exercises, oldest first. */
    public List<Moment> moments(String learner) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT at, exercise, kind, detail FROM moment WHERE learner = :learner ORDER BY id")
                        .bind("learner", learner)
                        .map((row, context) -> new Moment(
                                Instant.ofEpochMilli(row.getLong("at")),
                                row.getString("exercise"),
                                Moment.Kind.ofCode(row.getString("kind")),
                                row.getString("detail")))
                        .list());
    }

    private static Map<String, Set<String>> ticks(Handle handle, Learner learner) {
        Map<String, Set<String>> ticks = new HashMap<>();
        handle.createQuery("SELECT exercise, task FROM tick WHERE learner = :learner")
                .bind("learner", learner.id())
                .map((row, context) -> ticks.computeIfAbsent(row.getString("exercise"), key -> new HashSet<>())
                        .add(row.getString("task")))
                .list();
        return ticks;
    }

    /**
     * Keeps where the learner stands in an exercise now. A task that is no longer ticked is forgotten; one that stays keeps
     * its time, and so does the moment when all were done. Nothing is kept of a learner who is gone.
     */
    public void keep(Learner learner, String exercise, ExerciseState state) {
        long now = clock.millis();
        boolean kept = database.jdbi().inTransaction(handle -> {
            if (Learners.find(handle, learner.id()).isEmpty()) {
                return false;
            }
            ExerciseState before = states(handle, learner).getOrDefault(exercise, ExerciseState.FRESH);
            keepMoments(handle, learner, Moment.between(before, state, exercise, Instant.ofEpochMilli(now)));
            handle.createUpdate("INSERT INTO effort (learner, exercise, hints, attempts, near, begun, done)"
                            + " VALUES (:learner, :exercise, :hints, :attempts, :near, :now, :done)"
                            + " ON CONFLICT DO UPDATE SET hints = excluded.hints, attempts = excluded.attempts,"
                            + " near = excluded.near, done = coalesce(done, excluded.done)")
                    .bind("learner", learner.id())
                    .bind("exercise", exercise)
                    .bind("hints", state.hints())
                    .bind("attempts", state.attempts())
                    .bind("near", state.near())
                    .bind("now", now)
                    .bind("done", state.done() ? now : null)
                    .execute();
            keepTicks(handle, learner, exercise, state.ticked(), now);
            return true;
        });
        if (kept) {
            listeners.forEach(listener -> listener.accept(learner.id()));
        }
    }

    private static void keepMoments(Handle handle, Learner learner, List<Moment> moments) {
        for (Moment moment : moments) {
            handle.execute(
                    "INSERT INTO moment (learner, at, exercise, kind, detail) VALUES (?, ?, ?, ?, ?)",
                    learner.id(),
                    moment.at().toEpochMilli(),
                    moment.exercise(),
                    moment.kind().code(),
                    moment.detail());
        }
        if (!moments.isEmpty()) {
            handle.execute(
                    "DELETE FROM moment WHERE learner = ? AND id <="
                            + " (SELECT id FROM moment WHERE learner = ? ORDER BY id DESC LIMIT 1 OFFSET ?)",
                    learner.id(),
                    learner.id(),
                    MOST_MOMENTS);
        }
    }

    private static void keepTicks(Handle handle, Learner learner, String exercise, Set<String> ticked, long now) {
        Set<String> kept = ticks(handle, learner).getOrDefault(exercise, Set.of());
        for (String task : ticked) {
            if (!kept.contains(task)) {
                handle.execute(
                        "INSERT INTO tick (learner, exercise, task, at) VALUES (?, ?, ?, ?)",
                        learner.id(),
                        exercise,
                        task,
                        now);
            }
        }
        for (String task : kept) {
            if (!ticked.contains(task)) {
                handle.execute(
                        "DELETE FROM tick WHERE learner = ? AND exercise = ? AND task = ?",
                        learner.id(),
                        exercise,
                        task);
            }
        }
    }
}
