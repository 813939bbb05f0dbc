package postroom.web.storage;

import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

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
        return Learner.isId(id) ? database.jdbi().withHandle(handle -> find(handle, id)) : Optional.empty();
    }

    static Optional<Learner> find(Handle handle, String id) {
        return handle.createQuery("SELECT id, seed FROM learner WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> new Learner(row.getString("id"), row.getLong("seed")))
                .findOne();
    }

    /** Somebody new. */
    public Learner enrol() {
        return database.jdbi().withHandle(handle -> enrol(handle, clock.millis()));
    }

    static Learner enrol(Handle handle, long now) {
        Learner learner = Learner.draw();
        handle.createUpdate("INSERT INTO learner (id, seed, created) VALUES (:id, :seed, :created)")
                .bind("id", learner.id())
                .bind("seed", learner.seed())
                .bind("created", now)
                .execute();
        return learner;
    }

    /** Forgets a learner, with all that they have done. */
    static void forget(Handle handle, String id) {
        for (String table : new String[] {"moment", "tick", "effort", "lab"}) {
            handle.execute("DELETE FROM " + table + " WHERE learner = ?", id);
        }
        handle.execute("DELETE FROM learner WHERE id = ?", id);
    }
}
