package postroom.web.classroom;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import postroom.labs.course.Exercise;
import postroom.labs.course.run.ExerciseState;
import postroom.web.rooms.Presence;
import postroom.web.storage.Moment;

/**
 * Where a student stands in an exercise, as the matrix shows it. Somebody is stuck after {@value #STUCK_ATTEMPTS} misses
 * since the last task ticked, or when none has ticked for {@link #STUCK_AFTER} while they were at it.
 *
 * @param ticked how many of its tasks are done
 * @param misses near misses and wrong answers since the last tick
 * @param since milliseconds since 1970 when it went on last, or began; 0 if it has not begun
 * @param near the near miss spoken of last, {@code task/1}; empty if none was
 */
public record Cell(State state, int ticked, int tasks, int misses, int hints, long since, String near) {
    static final int STUCK_ATTEMPTS = 3;
    static final Duration STUCK_AFTER = Duration.ofMinutes(10);

    /** From untouched to done. */
    public enum State {
        OPEN,
        WORKING,
        STUCK,
        DONE;

        /** Its name in a style sheet and in the words. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param state as it is kept
     * @param moments of this exercise, oldest first
     * @param presence of its student
     */
    static Cell of(Exercise exercise, ExerciseState state, List<Moment> moments, Presence presence, Instant now) {
        boolean at = presence.isAt(exercise.id());
        boolean begun = at || !moments.isEmpty() || !state.equals(ExerciseState.FRESH);
        Instant since = since(moments, presence, at);
        int misses = misses(moments);
        boolean stalled = at && !since.plus(STUCK_AFTER).isAfter(now);
        State found = State.OPEN;
        if (state.done()) {
            found = State.DONE;
        } else if (begun) {
            found = misses >= STUCK_ATTEMPTS || stalled ? State.STUCK : State.WORKING;
        }
        return new Cell(
                found,
                state.ticked().size(),
                exercise.tasks().size(),
                state.done() ? 0 : misses,
                state.hints(),
                since.equals(Instant.MIN) ? 0 : since.toEpochMilli(),
                state.done() ? "" : state.near());
    }

    /** The last tick; else when the student turned to the exercise, or the first thing happened in it. */
    private static Instant since(List<Moment> moments, Presence presence, boolean at) {
        Instant tick = moments.stream()
                .filter(moment -> moment.kind() == Moment.Kind.TICK || moment.kind() == Moment.Kind.DONE)
                .reduce((earlier, later) -> later)
                .map(Moment::at)
                .orElse(Instant.MIN);
        Instant begun = moments.isEmpty() ? Instant.MIN : moments.get(0).at();
        Instant turned = at ? presence.attendedSince() : begun;
        return tick.isAfter(turned) ? tick : turned;
    }

    private static int misses(List<Moment> moments) {
        int misses = 0;
        for (Moment moment : moments) {
            switch (moment.kind()) {
                case TICK, DONE -> misses = 0;
                case MISS -> misses++;
                case UNTICK, HINT -> {}
            }
        }
        return misses;
    }
}
