package postroom.labs.course.check;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import postroom.labs.course.text.Template;
import postroom.labs.course.yaml.Fields;
import postroom.labs.course.yaml.YamlValue;

/** {@code service: {name: postfix, running: false}}: whether a service runs; {@code running} is true unless told. */
public record ServiceIs(String name, boolean running) implements Check {

    @Override
    public boolean holds(Sight sight) {
        return sight.running(name) == running;
    }

    @Override
    public Set<Watch> watches(Function<Template, String> fill) {
        return Set.of(new Watch.Services());
    }

    @Override
    public Stream<Template> templates() {
        return Stream.empty();
    }

    static Optional<Check> read(YamlValue value) {
        Fields fields = value.fields();
        Optional<String> name = fields.required("name").flatMap(YamlValue::text);
        boolean running = fields.optional("running").flatMap(YamlValue::flag).orElse(true);
        fields.end();
        return name.map(text -> new ServiceIs(text, running));
    }
}
