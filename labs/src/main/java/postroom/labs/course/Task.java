package postroom.labs.course;

import java.util.List;
import java.util.Optional;
import postroom.labs.course.check.AnswerSource;
import postroom.labs.course.check.Check;
import postroom.labs.course.text.Bilingual;

/**
 * One thing to be done in an exercise.
 *
 * @param id unique in its exercise
 * @param text what is asked of the student
 * @param goal when it is ticked
 * @param near its near misses; {@code ID/1} names the first in a proof
 */
public record Task(String id, Bilingual text, Goal goal, List<NearMiss> near) {
    public Task {
        near = List.copyOf(near);
    }

    /** When a task is ticked. */
    public sealed interface Goal {

        /** {@code when}: once it has happened the task stays ticked. */
        record Edge(Check check) implements Goal {}

        /** {@code is}: ticked while it is true, until the exercise is done. */
        record Level(Check check) implements Goal {}

        /** {@code answer}: ticked by the right answer. */
        record Question(AnswerSource source) implements Goal {}
    }

    /** The check that ticks it, unless that is an answer. */
    public Optional<Check> check() {
        if (goal instanceof Goal.Edge edge) {
            return Optional.of(edge.check());
        }
        return goal instanceof Goal.Level level ? Optional.of(level.check()) : Optional.empty();
    }

    /** Where its question's answer comes from, if it asks one. */
    public Optional<AnswerSource> source() {
        return goal instanceof Goal.Question question ? Optional.of(question.source()) : Optional.empty();
    }

    public boolean isQuestion() {
        return goal instanceof Goal.Question;
    }
}
