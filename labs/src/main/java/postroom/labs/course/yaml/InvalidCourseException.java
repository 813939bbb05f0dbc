package postroom.labs.course.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** The course cannot be used as it stands; the message has one line a problem, each with its file, line and column. */
public final class InvalidCourseException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InvalidCourseException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
