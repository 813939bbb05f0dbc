package postroom.labs.shell.run;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The builtins by name. */
public final class BuiltinTable {
    private final Map<String, Builtin> all = new TreeMap<>();

    public BuiltinTable(Iterable<Builtin> builtins) {
        builtins.forEach(builtin -> all.put(builtin.name(), builtin));
    }

    public Optional<Builtin> find(String name) {
        return Optional.ofNullable(all.get(name));
    }

    /** Sorted by name. */
    public Iterable<Builtin> all() {
        return all.values();
    }
}
