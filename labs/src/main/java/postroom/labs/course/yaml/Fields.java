package postroom.labs.course.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The fields of a YAML map, taken out by name. {@link #end} notes whatever was not taken: a field with a misspelt name
 * must not pass as one that is absent.
 */
public final class Fields {
    private final YamlValue owner;
    private final Map<String, YamlValue> values = new LinkedHashMap<>();
    private final Map<String, YamlValue> keys = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();

    Fields(YamlValue owner, String file, MappingNode map) {
        this.owner = owner;
        if (map == null) {
            return;
        }
        for (NodeTuple tuple : map.getValue()) {
            YamlValue key = new YamlValue(file, tuple.getKeyNode(), owner.problems());
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                key.problem("a field's name must be text");
                continue;
            }
            keys.put(scalar.getValue(), key);
            values.put(scalar.getValue(), new YamlValue(file, tuple.getValueNode(), owner.problems()));
        }
    }

    public Place place() {
        return owner.place();
    }

    /** The names of all fields, in the file's order. */
    public List<String> names() {
        return List.copyOf(values.keySet());
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public Optional<YamlValue> optional(String name) {
        asked.add(name);
        return Optional.ofNullable(values.get(name));
    }

    /** The field, or a problem that it is missing. */
    public Optional<YamlValue> required(String name) {
        Optional<YamlValue> value = optional(name);
        if (value.isEmpty()) {
            owner.problem("`" + name + "` is missing");
        }
        return value;
    }

    public Optional<String> text(String name) {
        return optional(name).flatMap(YamlValue::text);
    }

    /** Notes the fields that nobody asked for. */
    public void end() {
        for (String name : values.keySet()) {
            if (!asked.contains(name)) {
                keys.get(name).problem("unknown field `" + name + "`" + suggestion());
            }
        }
    }

    private String suggestion() {
        List<String> free = asked.stream()
                .filter(name -> !values.containsKey(name))
                .distinct()
                .toList();
        return free.isEmpty() ? "" : "; known here: " + String.join(", ", free);
    }
}
