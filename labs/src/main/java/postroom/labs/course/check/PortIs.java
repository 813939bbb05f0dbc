package postroom.labs.course.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import postroom.labs.course.text.Template;
import postroom.labs.course.yaml.Fields;
import postroom.labs.course.yaml.YamlValue;

/**
 * {@code port: {number: 25, open: true, address: 127.0.0.1}}: whether a program listens there; with an address, on
 * that one and not on all ({@code 0.0.0.0}).
 */
public record PortIs(int number, boolean open, Optional<String> address) implements Check {

    @Override
    public boolean holds(Sight sight) {
        List<String> listening = sight.listening(number);
        return address.map(listening::contains).orElse(!listening.isEmpty()) == open;
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
        Optional<Integer> number = fields.required("number").flatMap(text -> text.number(1, 65_535));
        boolean open = fields.optional("open").flatMap(YamlValue::flag).orElse(true);
        Optional<String> address = fields.text("address");
        fields.end();
        return number.map(port -> new PortIs(port, open, address));
    }
}
