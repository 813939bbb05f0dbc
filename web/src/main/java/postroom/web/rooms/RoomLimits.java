package postroom.web.rooms;

import java.time.Duration;

/**
 * How many labs may be awake, and for how long when nobody looks at them.
 *
 * @param most at a time on this server
 * @param mostOfOne of one learner
 * @param sleepAfter how long a lab stays awake that no page looks at
 */
public record RoomLimits(int most, int mostOfOne, Duration sleepAfter) {
    private static final int MOST = 1_500;

    /** For one learner's laptop: their labs stay awake, mail servers that real clients reach among them. */
    public static final RoomLimits LOCAL = new RoomLimits(MOST, MOST, Duration.ofDays(3_650));

    /** For a class. */
    public static final RoomLimits CLASSROOM = new RoomLimits(MOST, 6, Duration.ofMinutes(5));
}
