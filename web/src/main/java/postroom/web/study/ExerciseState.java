package postroom.web.study;

import java.util.List;
import java.util.Optional;
import postroom.labs.course.text.Bilingual;

/**
 * Where a learner stands in an exercise.
 *
 * @param hints how many are shown
 * @param attempts how often a near miss became newly true
 */
public record ExerciseState(String id, List<TaskState> tasks, int hints, int attempts, boolean done) {

    /** @param near the sentence of the near miss that is true now */
    public record TaskState(String id, boolean done, Optional<Bilingual> near) {}
}
