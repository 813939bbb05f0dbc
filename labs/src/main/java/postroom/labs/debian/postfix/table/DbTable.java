package postroom.labs.debian.postfix.table;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code hash:} and {@code btree:}: what postmap or postalias has made of a text file, and nothing newer. */
final class DbTable implements LookupTable {
    private final String name;
    private final TableFiles files;
    private final String path;
    private final Object version;
    private final Map<String, String> entries;

    DbTable(String name, TableFiles files, String path, Map<String, String> entries) {
        this.name = name;
        this.files = files;
        this.path = path;
        this.version = files.version(path);
        this.entries = entries;
    }

    @Override
    public Optional<String> find(String key) {
        return Optional.ofNullable(entries.get(key.toLowerCase(Locale.ROOT)));
    }

    /** All entries, for {@code postmap -s}. */
    Map<String, String> entries() {
        return entries;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isCurrent() {
        return version.equals(files.version(path));
    }
}
