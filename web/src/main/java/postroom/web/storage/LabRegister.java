package postroom.web.storage;

import java.time.Clock;

/** Which labs are kept: those whose making, setup included, came to its end. */
public final class LabRegister {
    private final Database database;
    private final Clock clock;

    public LabRegister(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public boolean isReady(Learner learner, String chapter) {
        return database.jdbi()
                        .withHandle(handle -> handle.createQuery(
                                        "SELECT count(*) FROM lab WHERE learner = :learner AND chapter = :chapter")
                                .bind("learner", learner.id())
                                .bind("chapter", chapter)
                                .mapTo(Integer.class)
                                .one())
                > 0;
    }

    public void ready(Learner learner, String chapter) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO lab (learner, chapter, made) VALUES (?, ?, ?)"
                                + " ON CONFLICT DO UPDATE SET made = excluded.made",
                        learner.id(),
                        chapter,
                        clock.millis()));
    }
}
