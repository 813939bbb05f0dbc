package postroom.web.rooms;

import java.time.Instant;

/**
 * Whether a learner is there, as a lab of theirs sees it.
 *
 * @param here whether a page is open
 * @param lastKey when the last key was typed into the terminal; {@link Instant#MIN} if none was since the lab woke
 * @param attended the exercise that they have turned to, empty before the first
 */
public record Presence(boolean here, Instant lastKey, String attended) {
    /** Nobody is there. */
    public static final Presence AWAY = new Presence(false, Instant.MIN, "");
}
