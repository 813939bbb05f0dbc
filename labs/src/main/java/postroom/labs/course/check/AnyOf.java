package postroom.labs.course.check;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postroom.labs.course.text.Template;

/** {@code any: [check, check]}: at least one holds. */
public record AnyOf(List<Check> parts) implements Check {
    public AnyOf {
        parts = List.copyOf(parts);
    }

    @Override
    public boolean holds(Sight sight) {
        return parts.stream().anyMatch(part -> part.holds(sight));
    }

    @Override
    public Set<Watch> watches(Function<Template, String> fill) {
        return parts.stream().flatMap(part -> part.watches(fill).stream()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Stream<String> tasks() {
        return parts.stream().flatMap(Check::tasks);
    }

    @Override
    public Stream<Template> mailboxes() {
        return parts.stream().flatMap(Check::mailboxes);
    }

    @Override
    public Stream<Template> templates() {
        return parts.stream().flatMap(Check::templates);
    }
}
