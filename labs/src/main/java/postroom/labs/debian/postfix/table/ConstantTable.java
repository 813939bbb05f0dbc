package postroom.labs.debian.postfix.table;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code texthash:}, {@code inline:} and {@code environ:}: entries that were read once. */
record ConstantTable(String name, Map<String, String> entries, boolean folds) implements LookupTable {
    @Override
    public Optional<String> find(String key) {
        return Optional.ofNullable(entries.get(folds ? key.toLowerCase(Locale.ROOT) : key));
    }
}
