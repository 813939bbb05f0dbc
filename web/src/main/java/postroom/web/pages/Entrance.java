package postroom.web.pages;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import postroom.labs.course.Chapter;
import postroom.labs.course.Course;
import postroom.web.http.LearnerCookie;
import postroom.web.storage.Learner;
import postroom.web.storage.Learners;

/** Who may study here, and what. */
@FunctionalInterface
public interface Entrance {
    /** @param chapters those that this learner studies, in order */
    record Visit(Learner learner, List<Chapter> chapters) {}

    /** Who comes; empty if they may not enter. */
    Optional<Visit> enter(Context ctx);

    /** Everybody may enter: whoever comes without a cookie is enrolled. */
    static Entrance open(Supplier<Course> course, Learners learners) {
        return ctx -> {
            Learner learner = learners.find(LearnerCookie.read(ctx)).orElseGet(learners::enrol);
            return Optional.of(new Visit(learner, course.get().chapters()));
        };
    }
}
