package postroom.labs.debian.openssl.conf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A configuration as {@code config(5)} describes it: sections of names and values. */
public final class Conf {
    /** The section that needs no name. */
    public static final String DEFAULT = "default";

    private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();

    /** An empty one. */
    public Conf() {
        section(DEFAULT);
    }

    Map<String, String> section(String name) {
        return sections.computeIfAbsent(name, it -> new LinkedHashMap<>());
    }

    /** Whether there is such a section. */
    public boolean has(String section) {
        return sections.containsKey(section);
    }

    /** The names and values of a section in their order. */
    public List<Map.Entry<String, String>> entries(String section) {
        return List.copyOf(sections.getOrDefault(section, Map.of()).entrySet());
    }

    /** A value of a section, or of the default section if that one has none ({@code NCONF_get_string(3)}). */
    public Optional<String> value(String section, String name) {
        String own = sections.getOrDefault(section, Map.of()).get(name);
        return Optional.ofNullable(own != null ? own : sections.get(DEFAULT).get(name));
    }
}
