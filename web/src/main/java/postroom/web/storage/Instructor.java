package postroom.web.storage;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The instructor's account and its sessions. There is one account; its password is made with a token that the server prints.
 * A session lasts {@link #SESSION}, also over a restart; what its cookie holds is kept as a digest only.
 */
public final class Instructor {
    /** How long a log-in lasts. */
    public static final Duration SESSION = Duration.ofHours(12);

    public static final int SHORTEST_PASSWORD = 10;
    public static final int LONGEST_PASSWORD = 200;

    private final Database database;
    private final Clock clock;

    public Instructor(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Whether a password has been chosen. */
    public boolean exists() {
        return password().isPresent();
    }

    private Optional<String> password() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT password FROM instructor")
                        .mapTo(String.class)
                        .findOne());
    }

    /** Chooses the password, the first or a new one. Whoever was logged in is so no longer. */
    public void choosePassword(String password) {
        String hash = Passwords.hash(password);
        database.jdbi().useTransaction(handle -> {
            handle.execute("DELETE FROM session");
            handle.execute(
                    "INSERT INTO instructor (id, password, changed) VALUES (1, ?, ?)"
                            + " ON CONFLICT DO UPDATE SET password = excluded.password, changed = excluded.changed",
                    hash,
                    clock.millis());
        });
    }

    /** @return the new session's secret; empty if the password is wrong or there is no account */
    public Optional<String> logIn(String password) {
        Optional<String> kept = password();
        if (kept.isEmpty() || password.length() > LONGEST_PASSWORD || !Passwords.matches(password, kept.get())) {
            return Optional.empty();
        }
        return Optional.of(begin());
    }

    private String begin() {
        String secret = Secret.draw();
        database.jdbi().useTransaction(handle -> {
            handle.execute("DELETE FROM session WHERE ends <= ?", clock.millis());
            handle.execute(
                    "INSERT INTO session (digest, ends) VALUES (?, ?)",
                    Secret.digest(secret),
                    clock.millis() + SESSION.toMillis());
        });
        return secret;
    }

    /** @param secret as a cookie brings it: anything at all, or null */
    public boolean isLoggedIn(String secret) {
        return Secret.isOne(secret)
                && database.jdbi()
                                .withHandle(handle -> handle.createQuery(
                                                "SELECT count(*) FROM session WHERE digest = :digest AND ends > :now")
                                        .bind("digest", Secret.digest(secret))
                                        .bind("now", clock.millis())
                                        .mapTo(Integer.class)
                                        .one())
                        > 0;
    }

    /** Ends a session. */
    public void logOut(String secret) {
        if (Secret.isOne(secret)) {
            database.jdbi()
                    .useHandle(handle -> handle.execute("DELETE FROM session WHERE digest = ?", Secret.digest(secret)));
        }
    }
}
