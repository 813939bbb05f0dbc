package postroom.labs.course.check;

import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import postroom.labs.course.text.Template;

/** {@code reloaded: postfix}: the service runs, and by its configuration files as they are now. */
public record ConfigurationRead(String service) implements Check {

    @Override
    public boolean holds(Sight sight) {
        return sight.current(service);
    }

    @Override
    public Set<Watch> watches(Function<Template, String> fill) {
        return Set.of(new Watch.Services(), new Watch.Path("/etc/" + service));
    }

    @Override
    public Stream<Template> templates() {
        return Stream.empty();
    }
}
