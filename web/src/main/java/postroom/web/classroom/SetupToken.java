package postroom.web.classroom;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import postroom.web.storage.Secret;

/** What lets somebody choose the instructor's password: printed when the server starts, good for one use and this run. */
public final class SetupToken {
    private final AtomicReference<String> token;

    private SetupToken(String token) {
        this.token = new AtomicReference<>(token);
    }

    public static SetupToken draw() {
        return new SetupToken(Secret.draw());
    }

    public static SetupToken none() {
        return new SetupToken("");
    }

    /** The token, while it is good. */
    public Optional<String> get() {
        return Optional.of(token.get()).filter(it -> !it.isEmpty());
    }

    /** @param given anything at all, or null */
    boolean matches(String given) {
        return given != null && get().filter(it -> Secret.same(it, given)).isPresent();
    }

    /** Uses it up; false if it is not this one, or somebody else was quicker. */
    boolean use(String given) {
        String now = token.get();
        return matches(given) && !now.isEmpty() && token.compareAndSet(now, "");
    }
}
