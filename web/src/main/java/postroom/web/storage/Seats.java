package postroom.web.storage;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Who sits in which class. */
public final class Seats {
    private static final String COLUMNS = "SELECT seat.id, cohort, learner, seed, name, account, key, joined"
            + " FROM seat JOIN learner ON learner.id = seat.learner";
    private static final RowMapper<Seat> ROW = (row, context) -> new Seat(
            row.getLong("id"),
            row.getLong("cohort"),
            new Learner(row.getString("learner"), row.getLong("seed")),
            row.getString("name"),
            row.getString("account"),
            row.getString("key"),
            Instant.ofEpochMilli(row.getLong("joined")));

    private final Database database;
    private final Clock clock;

    public Seats(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Gives somebody new a seat, and a lab with a seed of its own.
     *
     * @param name as {@link Seat#readName} gives it
     */
    public Seat take(Cohort cohort, String name) throws NoSeatException {
        return database.jdbi().inTransaction(handle -> {
            List<Seat> taken = of(handle, cohort.id());
            if (taken.size() >= cohort.seats()) {
                throw new NoSeatException(NoSeatException.Why.FULL);
            }
            requireFree(taken, name, 0);
            Learner learner = Learners.enrol(handle, clock.millis());
            handle.execute(
                    "INSERT INTO seat (cohort, learner, name, key, joined) VALUES (?, ?, ?, ?, ?)",
                    cohort.id(),
                    learner.id(),
                    name,
                    Secret.draw(),
                    clock.millis());
            return where(handle, "learner", learner.id()).orElseThrow();
        });
    }

    private static void requireFree(List<Seat> taken, String name, long but) throws NoSeatException {
        if (taken.stream().anyMatch(seat -> seat.id() != but && seat.name().equalsIgnoreCase(name))) {
            throw new NoSeatException(NoSeatException.Why.NAME_TAKEN);
        }
    }

    /** All seats of a class, by name. */
    public List<Seat> of(Cohort cohort) {
        return database.jdbi().withHandle(handle -> of(handle, cohort.id()));
    }

    static List<Seat> of(Handle handle, long cohort) {
        return handle.createQuery(COLUMNS + " WHERE cohort = :cohort ORDER BY name COLLATE NOCASE, seat.id")
                .bind("cohort", cohort)
                .map(ROW)
                .list();
    }

    public int count(Cohort cohort) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM seat WHERE cohort = :cohort")
                        .bind("cohort", cohort.id())
                        .mapTo(Integer.class)
                        .one());
    }

    /** The seat of a learner, as their cookie names them: anything at all, or null. */
    public Optional<Seat> ofLearner(String learner) {
        return Secret.isOne(learner)
                ? database.jdbi().withHandle(handle -> where(handle, "learner", learner))
                : Optional.empty();
    }

    /** The seat that a personal link leads to. */
    public Optional<Seat> ofKey(String key) {
        return Secret.isOne(key) ? database.jdbi().withHandle(handle -> where(handle, "key", key)) : Optional.empty();
    }

    /** A seat of a class. */
    public Optional<Seat> find(Cohort cohort, long id) {
        return of(cohort).stream().filter(seat -> seat.id() == id).findFirst();
    }

    private static Optional<Seat> where(Handle handle, String column, String value) {
        return handle.createQuery(COLUMNS + " WHERE " + column + " = :value")
                .bind("value", value)
                .map(ROW)
                .findOne();
    }

    /** Changes what a student is called, and who they are in the school's own system. */
    public void change(Seat seat, String name, String account) throws NoSeatException {
        database.jdbi().useTransaction(handle -> {
            requireFree(of(handle, seat.cohort()), name, seat.id());
            handle.execute("UPDATE seat SET name = ?, account = ? WHERE id = ?", name, account, seat.id());
        });
    }

    /** Takes a seat away, and forgets its learner with all that they have done. Their journals are the caller's. */
    public void remove(Seat seat) {
        database.jdbi().useTransaction(handle -> {
            handle.execute("DELETE FROM seat WHERE id = ?", seat.id());
            Learners.forget(handle, seat.learner().id());
        });
    }
}
