package postroom.labs.course;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A host on which exercises of a chapter are done: the chapter's own, or that of an exercise with a {@code start} of its own.
 *
 * @param chapter whose it is
 * @param own the exercise that has the host for itself; empty for the chapter's host
 */
public record Workplace(Chapter chapter, Optional<Exercise> own) {
    /** The chapter's host, on which the student begins. */
    public static Workplace of(Chapter chapter) {
        return new Workplace(chapter, Optional.empty());
    }

    /**
     * A host by the exercise that has it.
     *
     * @param exercise an id, or nothing for the chapter's host
     * @return empty if no exercise of this id has a host of its own
     */
    public static Optional<Workplace> of(Chapter chapter, String exercise) {
        if (exercise.isEmpty()) {
            return Optional.of(of(chapter));
        }
        return chapter.exercise(exercise)
                .filter(found -> found.start().isPresent())
                .map(found -> new Workplace(chapter, Optional.of(found)));
    }

    /** All hosts of a chapter, its own first. */
    public static Stream<Workplace> all(Chapter chapter) {
        Stream<Workplace> own = chapter.exercises().stream()
                .filter(exercise -> exercise.start().isPresent())
                .map(exercise -> new Workplace(chapter, Optional.of(exercise)));
        return Stream.concat(Stream.of(of(chapter)), own);
    }

    /** What it is called in the register of labs: letters, digits, hyphens, and {@code +} before an exercise. */
    public String id() {
        return chapter.id() + own.map(exercise -> "+" + exercise.id()).orElse("");
    }

    /** The base that it starts from. */
    public String start() {
        return own.flatMap(Exercise::start).orElse(chapter.start());
    }

    /** The exercises that are done there. */
    public List<Exercise> exercises() {
        return own.map(List::of)
                .orElseGet(() -> chapter.exercises().stream()
                        .filter(exercise -> exercise.start().isEmpty())
                        .toList());
    }
}
