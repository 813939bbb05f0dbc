package postroom.labs.host;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A lab's clock: the wall's, plus what has been skipped. Certificates, queues and logs go by it. */
public final class LabClock implements InstantSource {
    private final InstantSource wall;
    private volatile Duration ahead;

    /** A clock that is {@code ahead} of {@code wall}. */
    public LabClock(InstantSource wall, Duration ahead) {
        this.wall = wall;
        this.ahead = ahead;
    }

    @Override
    public Instant instant() {
        return wall.instant().plus(ahead);
    }

    /** How far it is ahead of the wall's. */
    public Duration ahead() {
        return ahead;
    }

    /** Skips {@code more}. {@link Timers#jump} is how the lab's timers learn of it. */
    void skip(Duration more) {
        ahead = ahead.plus(more);
    }
}
