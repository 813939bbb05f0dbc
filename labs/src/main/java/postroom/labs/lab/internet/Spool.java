package postroom.labs.lab.internet;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * What the hosts of the internet have to remember when the lab sleeps: whom they greylist, and their own letters that are
 * on the way. It is part of the lab's state. At most {@value #MOST_ENTRIES} entries and {@value #MOST_BYTES} bytes.
 */
final class Spool {
    private static final int MOST_ENTRIES = 500;
    private static final int MOST_BYTES = 2 << 20;

    private final TreeMap<String, byte[]> entries = new TreeMap<>();
    private final BiConsumer<String, Optional<byte[]>> keeper;
    private int bytes;

    /**
     * @param then what was remembered
     * @param keeper is told of each change; empty for what is forgotten
     */
    Spool(Map<String, byte[]> then, BiConsumer<String, Optional<byte[]>> keeper) {
        this.keeper = keeper;
        then.forEach(this::set);
    }

    /** Remembers; false when there is no room. */
    synchronized boolean put(String key, byte[] content) {
        int old = entries.containsKey(key) ? entries.get(key).length : 0;
        boolean tooMany = !entries.containsKey(key) && entries.size() >= MOST_ENTRIES;
        if (tooMany || bytes - old + content.length > MOST_BYTES) {
            return false;
        }
        set(key, content);
        keeper.accept(key, Optional.of(content));
        return true;
    }

    private synchronized void set(String key, byte[] content) {
        byte[] old = entries.put(key, content);
        bytes += content.length - (old == null ? 0 : old.length);
    }

    synchronized Optional<byte[]> get(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    synchronized void remove(String key) {
        byte[] old = entries.remove(key);
        if (old != null) {
            bytes -= old.length;
            keeper.accept(key, Optional.empty());
        }
    }

    /** The entries whose keys begin so, in the order of their keys. */
    synchronized Map<String, byte[]> under(String prefix) {
        return new TreeMap<>(entries.subMap(prefix, prefix + Character.MAX_VALUE));
    }

    /** Everything. */
    synchronized Map<String, byte[]> all() {
        return Map.copyOf(entries);
    }

    /** Goes back to what was remembered then. */
    synchronized void restore(Map<String, byte[]> then) {
        for (String key : Map.copyOf(entries).keySet()) {
            if (!then.containsKey(key)) {
                remove(key);
            }
        }
        then.forEach(this::put);
    }
}
