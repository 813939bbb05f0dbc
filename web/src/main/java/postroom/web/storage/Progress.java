package postroom.web.storage;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What each learner has done: which task ticked when, how many hints and attempts an exercise took. Ticks stay. */
public final class Progress {
    private final Database database;
    private final Clock clock;

    public Progress(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** One learner's standing in one exercise. */
    public record Standing(Set<String> ticked, int hints, int attempts, boolean done) {
        public static final Standing NONE = new Standing(Set.of(), 0, 0, false);
    }

    /** The standing in every exercise that the learner has begun, by the exercise's id. */
    public Map<String, Standing> of(Learner learner) {
        return database.jdbi().withHandle(handle -> {
            Map<String, Set<String>> ticks = new HashMap<>();
            handle.createQuery("SELECT exercise, task FROM tick WHERE learner = :learner")
                    .bind("learner", learner.id())
                    .map((row, context) -> Map.entry(row.getString("exercise"), row.getString("task")))
                    .forEach(tick -> ticks.computeIfAbsent(tick.getKey(), key -> new java.util.HashSet<>())
                            .add(tick.getValue()));
            Map<String, Standing> all = new HashMap<>();
            handle.createQuery("SELECT exercise, hints, attempts, done FROM effort WHERE learner = :learner")
                    .bind("learner", learner.id())
                    .map((row, context) -> Map.entry(
                            row.getString("exercise"),
                            new Standing(
                                    Set.copyOf(ticks.getOrDefault(row.getString("exercise"), Set.of())),
                                    row.getInt("hints"),
                                    row.getInt("attempts"),
                                    Optional.ofNullable(row.getObject("done")).isPresent())))
                    .forEach(each -> all.put(each.getKey(), each.getValue()));
            return all;
        });
    }

    /** Keeps where the learner stands in an exercise now: tasks that ticked are added, none is taken away. */
    public void keep(Learner learner, String exercise, Standing standing) {
        long now = clock.millis();
        database.jdbi().useTransaction(handle -> {
            handle.createUpdate("INSERT INTO effort (learner, exercise, hints, attempts, begun, done)"
                            + " VALUES (:learner, :exercise, :hints, :attempts, :now, :done)"
                            + " ON CONFLICT DO UPDATE SET hints = max(hints, excluded.hints),"
                            + " attempts = max(attempts, excluded.attempts), done = coalesce(done, excluded.done)")
                    .bind("learner", learner.id())
                    .bind("exercise", exercise)
                    .bind("hints", standing.hints())
                    .bind("attempts", standing.attempts())
                    .bind("now", now)
                    .bind("done", standing.done() ? now : null)
                    .execute();
            for (String task : standing.ticked()) {
                handle.createUpdate("INSERT INTO tick (learner, exercise, task, at)"
                                + " VALUES (:learner, :exercise, :task, :now) ON CONFLICT DO NOTHING")
                        .bind("learner", learner.id())
                        .bind("exercise", exercise)
                        .bind("task", task)
                        .bind("now", now)
                        .execute();
            }
        });
    }
}
