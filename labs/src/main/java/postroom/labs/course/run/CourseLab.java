package postroom.labs.course.run;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import postroom.labs.course.check.LabFacts;

/** What exercises need of a student's lab. */
public interface CourseLab {

    /** Runs the looks of this lab's exercises one after the other. A look may wait, for a probe's answer say. */
    Executor looks();

    /** What is so in the lab. */
    LabFacts facts();

    /**
     * Tells what happens in the lab from now on.
     *
     * @param listener called on any thread; only hands on
     * @return ends it
     */
    AutoCloseable listen(Consumer<Stir> listener);
}
