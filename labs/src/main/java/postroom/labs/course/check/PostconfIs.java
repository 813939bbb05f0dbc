package postroom.labs.course.check;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import postroom.labs.course.text.Template;
import postroom.labs.course.yaml.Fields;
import postroom.labs.course.yaml.YamlValue;

/**
 * {@code postconf: {disable_vrfy_command: "yes"}}: what {@code postconf NAME} prints, of main.cf as it is now, whether
 * Postfix has read it or not. Blanks and commas between words are all one.
 */
public record PostconfIs(Map<String, Template> values) implements Check {

    @Override
    public boolean holds(Sight sight) {
        return values.entrySet().stream()
                .allMatch(each -> sight.postconf(each.getKey())
                        .filter(value -> words(value).equals(words(sight.fill(each.getValue()))))
                        .isPresent());
    }

    private static String words(String value) {
        return value.strip().replaceAll("[\\s,]+", " ");
    }

    @Override
    public Set<Watch> watches(Function<Template, String> fill) {
        return Set.of(new Watch.Path("/etc/postfix"));
    }

    @Override
    public Stream<Template> templates() {
        return values.values().stream();
    }

    static Check read(YamlValue value) {
        Map<String, Template> values = new LinkedHashMap<>();
        Fields fields = value.fields();
        for (String name : fields.names()) {
            fields.optional(name).flatMap(Template::read).ifPresent(text -> values.put(name, text));
        }
        if (values.isEmpty() && value.isMap()) {
            value.problem("name at least one parameter");
        }
        return new PostconfIs(values);
    }
}
