package postroom.labs.course.text;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values of one student, by name. */
public record Vars(Map<String, String> values) {
    public static final Vars NONE = new Vars(Map.of());

    public Vars {
        values = Map.copyOf(values);
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public Set<String> names() {
        return values.keySet();
    }

    /** These and those; where both have a name, those win. */
    public Vars and(Vars those) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.putAll(those.values);
        return new Vars(all);
    }
}
