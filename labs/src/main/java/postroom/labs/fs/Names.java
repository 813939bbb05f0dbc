package postroom.labs.fs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The entries of a directory: name to inode number; immutable. */
final class Names implements Body {
    static final Names EMPTY = new Names(IntMap.empty(), 0);

    private final IntMap<Name[]> byHash;
    private final int size;

    private Names(IntMap<Name[]> byHash, int size) {
        this.byHash = byHash;
        this.size = size;
    }

    int size() {
        return size;
    }

    /** The inode of a name, or 0. */
    int get(String name) {
        Name[] bucket = byHash.get(hash(name));
        if (bucket != null) {
            for (Name each : bucket) {
                if (each.name.equals(name)) {
                    return each.ino;
                }
            }
        }
        return 0;
    }

    Names with(String name, int ino) {
        Names base = get(name) == 0 ? this : without(name);
        Name[] old = base.byHash.get(hash(name));
        Name[] bucket = old == null ? new Name[1] : Arrays.copyOf(old, old.length + 1);
        bucket[bucket.length - 1] = new Name(name, ino);
        return new Names(base.byHash.with(hash(name), bucket), base.size + 1);
    }

    Names without(String name) {
        Name[] old = byHash.get(hash(name));
        if (old == null || get(name) == 0) {
            return this;
        }
        Name[] bucket =
                Arrays.stream(old).filter(each -> !each.name.equals(name)).toArray(Name[]::new);
        int hash = hash(name);
        return new Names(bucket.length == 0 ? byHash.without(hash) : byHash.with(hash, bucket), size - 1);
    }

    /** All entries; the order is that of the hashes, as with ext4. */
    List<Name> list() {
        List<Name> all = new ArrayList<>(size);
        byHash.forEach((hash, bucket) -> all.addAll(Arrays.asList(bucket)));
        return all;
    }

    private static int hash(String name) {
        int h = name.hashCode();
        return h ^ (h >>> 15) * 0x2c1b3c6d;
    }

    record Name(String name, int ino) {}
}
