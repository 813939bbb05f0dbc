package postroom.labs.fs;

import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * A persistent map from {@code int}: every change gives a new map that shares all but one path with the old one.
 *
 * <p>A hash array mapped trie, 32-way, whose nodes hold only the slots in use. Look-up and change cost at most seven
 * nodes. Keys may be any number: inode numbers, chunk indices, hashes of names.
 *
 * @param <V> the values; never null
 */
final class IntMap<V> {
    private static final int BITS = 5;
    private static final IntMap<?> EMPTY = new IntMap<>(new Node(0, new Object[0]), 0);

    private final Node root;
    private final int size;

    private IntMap(Node root, int size) {
        this.root = root;
        this.size = size;
    }

    @SuppressWarnings("unchecked") // it holds nothing, so it is a map of anything
    static <V> IntMap<V> empty() {
        return (IntMap<V>) EMPTY;
    }

    int size() {
        return size;
    }

    /** The value of a key, or null. */
    @SuppressWarnings("unchecked") // only `with` puts leaves in, and it takes V
    V get(int key) {
        Node node = root;
        int rest = key;
        while (true) {
            int bit = 1 << (rest & 31);
            if ((node.bitmap & bit) == 0) {
                return null;
            }
            Object slot = node.slots[Integer.bitCount(node.bitmap & (bit - 1))];
            if (slot instanceof Leaf leaf) {
                return leaf.key == key ? (V) leaf.value : null;
            }
            node = (Node) slot;
            rest >>>= BITS;
        }
    }

    IntMap<V> with(int key, V value) {
        boolean added = get(key) == null;
        return new IntMap<>(put(root, 0, new Leaf(key, value)), added ? size + 1 : size);
    }

    IntMap<V> without(int key) {
        return get(key) == null ? this : new IntMap<>(drop(root, 0, key), size - 1);
    }

    /** Visits every entry, in no particular but a constant order. */
    void forEach(BiConsumer<Integer, V> visitor) {
        visit(root, visitor);
    }

    /** Visits the entries of this map that {@code old} lacks or has otherwise; shared parts are skipped. */
    void forEachChanged(IntMap<V> old, BiConsumer<Integer, V> visitor) {
        changed(root, old.root, old, visitor);
    }

    private static Node put(Node node, int shift, Leaf leaf) {
        int bit = 1 << ((leaf.key >>> shift) & 31);
        int at = Integer.bitCount(node.bitmap & (bit - 1));
        if ((node.bitmap & bit) == 0) {
            Object[] slots = new Object[node.slots.length + 1];
            System.arraycopy(node.slots, 0, slots, 0, at);
            slots[at] = leaf;
            System.arraycopy(node.slots, at, slots, at + 1, node.slots.length - at);
            return new Node(node.bitmap | bit, slots);
        }
        Object slot = node.slots[at];
        Object[] slots = node.slots.clone();
        if (slot instanceof Node child) {
            slots[at] = put(child, shift + BITS, leaf);
        } else if (((Leaf) slot).key == leaf.key) {
            slots[at] = leaf;
        } else {
            Node child = put(new Node(0, new Object[0]), shift + BITS, (Leaf) slot);
            slots[at] = put(child, shift + BITS, leaf);
        }
        return new Node(node.bitmap, slots);
    }

    private static Node drop(Node node, int shift, int key) {
        int bit = 1 << ((key >>> shift) & 31);
        int at = Integer.bitCount(node.bitmap & (bit - 1));
        if (node.slots[at] instanceof Node child) {
            Node smaller = drop(child, shift + BITS, key);
            if (smaller.slots.length > 0) {
                Object[] slots = node.slots.clone();
                slots[at] = smaller.slots.length == 1 && smaller.slots[0] instanceof Leaf only ? only : smaller;
                return new Node(node.bitmap, slots);
            }
        }
        Object[] slots = new Object[node.slots.length - 1];
        System.arraycopy(node.slots, 0, slots, 0, at);
        System.arraycopy(node.slots, at + 1, slots, at, slots.length - at);
        return new Node(node.bitmap & ~bit, slots);
    }

    @SuppressWarnings("unchecked") // as in get
    private static <V> void visit(Node node, BiConsumer<Integer, V> visitor) {
        for (Object slot : node.slots) {
            if (slot instanceof Leaf leaf) {
                visitor.accept(leaf.key, (V) leaf.value);
            } else {
                visit((Node) slot, visitor);
            }
        }
    }

    @SuppressWarnings("unchecked") // as in get
    private static <V> void changed(Node now, Node before, IntMap<V> old, BiConsumer<Integer, V> visitor) {
        if (now == before) {
            return;
        }
        for (Object slot : now.slots) {
            if (slot instanceof Leaf leaf) {
                if (old.get(leaf.key) != leaf.value) {
                    visitor.accept(leaf.key, (V) leaf.value);
                }
            } else if (before == null || Arrays.stream(before.slots).noneMatch(it -> it == slot)) {
                changed((Node) slot, counterpart(slot, now, before), old, visitor);
            }
        }
    }

    /** The child of {@code before} that stands where {@code slot} stands in {@code now}, or null. */
    private static Node counterpart(Object slot, Node now, Node before) {
        if (before == null) {
            return null;
        }
        int bits = now.bitmap;
        for (Object each : now.slots) {
            int bit = Integer.lowestOneBit(bits);
            bits ^= bit;
            if (each == slot) {
                boolean there = (before.bitmap & bit) != 0;
                return there && before.slots[Integer.bitCount(before.bitmap & (bit - 1))] instanceof Node child
                        ? child
                        : null;
            }
        }
        throw new AssertionError("slot is not of this node");
    }

    private record Node(int bitmap, Object[] slots) {}

    private record Leaf(int key, Object value) {}
}
