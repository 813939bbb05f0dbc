package postroom.web.storage;

import java.time.Clock;
import java.util.Optional;

/** The learners whom this server knows. */
public final class Learners {
    private final Database database;
    private final Clock clock;

    public Learners(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param id as a cookie brings it: anything at all, or null */
    public Optional<Learner> find(String id) {
        if (!Learner.isId(id)) {
            return Optional.empty();
        }
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT id, seed FROM learner WHERE id = :id")
                        .bind("id", id)
                        .map((row, context) -> new Learner(row.getString("id"), row.getLong("seed")))
                        .findOne());
    }

    /** Somebody new. */
    public Learner enrol() {
        Learner learner = Learner.draw();
        database.jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "INSERT INTO learner (id, seed, created) VALUES (:id, :seed, :created)")
                        .bind("id", learner.id())
                        .bind("seed", learner.seed())
                        .bind("created", clock.millis())
                        .execute());
        return learner;
    }
}
