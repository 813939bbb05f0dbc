package postroom.labs.course.check;

import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import postroom.labs.course.text.Template;

/** {@code not: check}: it does not hold. */
public record NotSo(Check part) implements Check {

    @Override
    public boolean holds(Sight sight) {
        return !part.holds(sight);
    }

    @Override
    public Set<Watch> watches(Function<Template, String> fill) {
        return part.watches(fill);
    }

    @Override
    public Stream<String> tasks() {
        return part.tasks();
    }

    @Override
    public Stream<Template> mailboxes() {
        return part.mailboxes();
    }

    @Override
    public Stream<Template> templates() {
        return part.templates();
    }
}
