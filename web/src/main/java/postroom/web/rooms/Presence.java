package postroom.web.rooms;

import java.time.Instant;

/**
 * Whether a learner is there, as a lab of theirs sees it.
 *
 * @param here whether a page is open
 * @param lastKey when the last key was typed into the terminal; {@link Instant#MIN} if none was since the lab woke
 * @param attended the exercise that they have turned to, empty before the first
 * @param attendedSince when they turned to it
 */
public record Presence(boolean here, Instant lastKey, String attended, Instant attendedSince) {
    /** Nobody is there. */
    public static final Presence AWAY = new Presence(false, Instant.MIN, "", Instant.MIN);

    /** Whether they have typed since they turned to the exercise. */
    public boolean isAt(String exercise) {
        return here && attended.equals(exercise) && !lastKey.isBefore(attendedSince);
    }
}
