package postroom.labs.debian.postfix.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code pipemap:}, which looks what one table says up in the next, and {@code unionmap:}, which joins what all of them
 * say with commas ({@code DATABASE_README}).
 */
record CombinedTable(String name, List<LookupTable> tables, boolean pipe) implements LookupTable {
    @Override
    public Optional<String> find(String key) throws TableError {
        return pipe ? piped(key) : united(key);
    }

    private Optional<String> piped(String key) throws TableError {
        Optional<String> value = Optional.of(key);
        for (LookupTable table : tables) {
            value = table.find(value.get());
            if (value.isEmpty()) {
                return value;
            }
        }
        return value;
    }

    private Optional<String> united(String key) throws TableError {
        List<String> all = new ArrayList<>();
        for (LookupTable table : tables) {
            table.find(key).ifPresent(all::add);
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join(",", all));
    }

    @Override
    public boolean isPattern() {
        return tables.stream().allMatch(LookupTable::isPattern);
    }

    @Override
    public boolean isCurrent() {
        return tables.stream().allMatch(LookupTable::isCurrent);
    }
}
