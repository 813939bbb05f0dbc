package postroom.labs.course.check;

import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import postroom.labs.course.text.Template;

/** {@code done: task}: another task of the same exercise is ticked. */
public record TaskDone(String task) implements Check {

    @Override
    public boolean holds(Sight sight) {
        return sight.done(task);
    }

    @Override
    public Set<Watch> watches(Function<Template, String> fill) {
        return Set.of(new Watch.Tasks());
    }

    @Override
    public Stream<String> tasks() {
        return Stream.of(task);
    }

    @Override
    public Stream<Template> templates() {
        return Stream.empty();
    }
}
