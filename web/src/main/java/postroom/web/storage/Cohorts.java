package postroom.web.storage;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import postroom.web.text.Language;

/** The classes of this server, at most {@value #MOST}. */
public final class Cohorts {
    private static final int MOST = 500;
    private static final String COLUMNS = "SELECT id, code, name, language, seats,"
            + " (SELECT group_concat(chapter) FROM cohort_chapter WHERE cohort = cohort.id) AS chapters FROM cohort";
    private static final RowMapper<Cohort> ROW = (row, context) -> new Cohort(
            row.getLong("id"),
            row.getString("code"),
            row.getString("name"),
            Language.ofCode(row.getString("language")).orElse(Language.EN),
            row.getInt("seats"),
            Set.of(Optional.ofNullable(row.getString("chapters")).orElse("").split(",")));

    private final Database database;
    private final Clock clock;

    public Cohorts(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Makes a class, with a code of its own.
     *
     * @param chapters ids, at least one
     * @return empty if there are as many as there may be
     */
    public Optional<Cohort> make(String name, Language language, int seats, Set<String> chapters) {
        return database.jdbi().inTransaction(handle -> {
            if (count(handle) >= MOST) {
                return Optional.empty();
            }
            String code = freeCode(handle);
            handle.execute(
                    "INSERT INTO cohort (code, name, language, seats, created) VALUES (?, ?, ?, ?, ?)",
                    code,
                    name,
                    language.code(),
                    seats,
                    clock.millis());
            Cohort fresh = byCode(handle, code).orElseThrow();
            putChapters(handle, fresh.id(), chapters);
            return byCode(handle, code);
        });
    }

    private static int count(Handle handle) {
        return handle.createQuery("SELECT count(*) FROM cohort")
                .mapTo(Integer.class)
                .one();
    }

    private static String freeCode(Handle handle) {
        String code = Cohort.drawCode();
        while (byCode(handle, code).isPresent()) {
            code = Cohort.drawCode();
        }
        return code;
    }

    private static void putChapters(Handle handle, long cohort, Set<String> chapters) {
        handle.execute("DELETE FROM cohort_chapter WHERE cohort = ?", cohort);
        chapters.forEach(chapter ->
                handle.execute("INSERT INTO cohort_chapter (cohort, chapter) VALUES (?, ?)", cohort, chapter));
    }

    /** Changes what a class is called, its language, its size and its chapters. */
    public void change(long id, String name, Language language, int seats, Set<String> chapters) {
        database.jdbi().useTransaction(handle -> {
            handle.execute(
                    "UPDATE cohort SET name = ?, language = ?, seats = ? WHERE id = ?",
                    name,
                    language.code(),
                    seats,
                    id);
            putChapters(handle, id, chapters);
        });
    }

    /**
     * Takes a class away with all its seats, and forgets their learners with all that they have done.
     *
     * @return those learners; their journals are the caller's
     */
    public List<Learner> remove(Cohort cohort) {
        return database.jdbi().inTransaction(handle -> {
            List<Learner> learners =
                    Seats.of(handle, cohort.id()).stream().map(Seat::learner).toList();
            handle.execute("DELETE FROM seat WHERE cohort = ?", cohort.id());
            learners.forEach(learner -> Learners.forget(handle, learner.id()));
            handle.execute("DELETE FROM cohort_chapter WHERE cohort = ?", cohort.id());
            handle.execute("DELETE FROM cohort WHERE id = ?", cohort.id());
            return learners;
        });
    }

    /** All, the newest first. */
    public List<Cohort> all() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(COLUMNS + " ORDER BY id DESC")
                        .map(ROW)
                        .list());
    }

    public Optional<Cohort> find(long id) {
        return database.jdbi().withHandle(handle -> find(handle, id));
    }

    static Optional<Cohort> find(Handle handle, long id) {
        return handle.createQuery(COLUMNS + " WHERE id = :id")
                .bind("id", id)
                .map(ROW)
                .findOne();
    }

    /** @param code as {@link Cohort#readCode} gives it */
    public Optional<Cohort> byCode(String code) {
        return database.jdbi().withHandle(handle -> byCode(handle, code));
    }

    private static Optional<Cohort> byCode(Handle handle, String code) {
        return handle.createQuery(COLUMNS + " WHERE code = :code")
                .bind("code", code)
                .map(ROW)
                .findOne();
    }
}
