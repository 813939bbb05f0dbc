package postroom.labs.course.check;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postroom.labs.course.text.Template;

/** {@code all: [check, check]}: every one holds. They are asked in their order, and the first that fails ends it. */
public record AllOf(List<Check> parts) implements Check {
    public AllOf {
        parts = List.copyOf(parts);
    }

    @Override
    public boolean holds(Sight sight) {
        return parts.stream().allMatch(part -> part.holds(sight));
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
