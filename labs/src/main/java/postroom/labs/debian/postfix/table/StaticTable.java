package postroom.labs.debian.postfix.table;

import java.util.Optional;

/** {@code static:}: the same value for every key. */
record StaticTable(String name, String value) implements LookupTable {
    @Override
    public Optional<String> find(String key) {
        return Optional.of(value);
    }
}
