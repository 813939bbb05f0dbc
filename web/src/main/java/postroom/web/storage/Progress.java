package postroom.web.storage;

import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import postroom.labs.course.run.ExerciseState;

/** What each learner has done: which task ticked when, how many hints and attempts an exercise took. */
public final class Progress {
    private final Database database;
    private final Clock clock;

    public Progress(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The standing in every exercise that the learner has begun, by the exercise's id. */
    public Map<String, ExerciseState> of(Learner learner) {
        return database.jdbi().withHandle(handle -> {
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
        });
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
     * its time, and so does the moment when all were done.
     */
    public void keep(Learner learner, String exercise, ExerciseState state) {
        long now = clock.millis();
        database.jdbi().useTransaction(handle -> {
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
        });
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
