package postroom.labs.course;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.course.text.Template;

/**
 * How an exercise is proved: ways that must pass and ways that must not.
 *
 * @param solution the way that the text teaches
 * @param alternatives other ways that are as good, at least one
 * @param wrong at least two attempts that fail, each drawing its feedback
 */
public record Proof(Way solution, List<Way> alternatives, List<Wrong> wrong) {
    public Proof {
        alternatives = List.copyOf(alternatives);
        wrong = List.copyOf(wrong);
    }

    /**
     * What is done, and what is answered afterwards.
     *
     * @param script done by {@code run}, a script for the student's shell, or {@code type}, a console block typed at a terminal
     * @param answers for each question, a shell command of root's whose output is the answer
     */
    public record Way(Action script, Map<String, Template> answers) {
        public Way {
            answers = Map.copyOf(answers);
        }
    }

    /** The two ways of doing something at a shell. */
    public sealed interface Action {
        Template text();

        /** A script, run by the student's shell without a terminal. */
        record Run(Template text) implements Action {}

        /** Lines typed at a terminal, in the notation of console blocks. */
        record Type(Template text) implements Action {}
    }

    /**
     * @param way what is done
     * @param says the near miss that it must draw, {@code task/1}; empty when only an answer is wrong
     */
    public record Wrong(Way way, Optional<String> says) {}
}
