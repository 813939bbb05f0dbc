package postroom.web.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import postroom.labs.course.run.ExerciseState;

/**
 * One thing that happened in an exercise.
 *
 * @param detail the task that was ticked or unticked; the near miss spoken of last ({@code task/1}), empty if none was; the hint's number
 */
public record Moment(Instant at, String exercise, Kind kind, String detail) {
    /** What can happen. */
    public enum Kind {
        TICK,
        UNTICK,
        MISS,
        HINT,
        DONE;

        /** As it is kept, and called in a style sheet and in the words. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind ofCode(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** What must have happened between two states of an exercise. */
    static List<Moment> between(ExerciseState before, ExerciseState after, String exercise, Instant at) {
        List<Moment> moments = new ArrayList<>();
        if (after.attempts() > before.attempts()) {
            moments.add(new Moment(at, exercise, Kind.MISS, after.near()));
        }
        IntStream.rangeClosed(before.hints() + 1, after.hints())
                .forEach(hint -> moments.add(new Moment(at, exercise, Kind.HINT, String.valueOf(hint))));
        sorted(before.ticked().stream().filter(task -> !after.ticked().contains(task)))
                .forEach(task -> moments.add(new Moment(at, exercise, Kind.UNTICK, task)));
        sorted(after.ticked().stream().filter(task -> !before.ticked().contains(task)))
                .forEach(task -> moments.add(new Moment(at, exercise, Kind.TICK, task)));
        if (after.done() && !before.done()) {
            moments.add(new Moment(at, exercise, Kind.DONE, ""));
        }
        return moments;
    }

    private static Stream<String> sorted(Stream<String> tasks) {
        return tasks.sorted(Comparator.naturalOrder());
    }
}
