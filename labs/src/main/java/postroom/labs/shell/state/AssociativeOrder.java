package postroom.labs.shell.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import postroom.labs.shell.syntax.ByteText;

/**
 * The order in which bash walks an associative array: by bucket of its hash table. Source: bash 5.2, lib of hash tables
 * (FNV-1, 1,024 buckets for associative arrays).
 */
public final class AssociativeOrder {
    private static final int BUCKETS = 1024;

    private AssociativeOrder() {}

    /** The keys in bash's order. */
    public static List<String> keys(Map<String, String> map) {
        List<String> keys = new ArrayList<>(map.keySet());
        keys.sort(Comparator.comparingInt(AssociativeOrder::bucket).thenComparing(Comparator.naturalOrder()));
        return keys;
    }

    private static int bucket(String key) {
        int hash = 0x811C9DC5;
        for (byte b : ByteText.encode(key)) {
            hash *= 16777619;
            hash ^= b;
        }
        return hash & (BUCKETS - 1);
    }
}
