package postroom.labs.debian.bc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Variables and arrays; parameters and automatic ones hide those of the same name while their function runs. */
final class Memory {
    /** A subscript is at most this. */
    static final int MAX_SUBSCRIPT = 16_777_215;

    private static final int MAX_ELEMENTS = 1_000_000;

    private final Map<Integer, Deque<Decimal>> variables = new HashMap<>();
    private final Map<Integer, Deque<Map<Integer, Decimal>>> arrays = new HashMap<>();
    private int elements;

    private Deque<Decimal> values(int name) {
        return variables.computeIfAbsent(name, it -> new ArrayDeque<>());
    }

    Decimal variable(int name) {
        Deque<Decimal> all = variables.get(name);
        return all == null || all.isEmpty() ? Decimal.ZERO : all.peek();
    }

    void variable(int name, Decimal value) {
        Deque<Decimal> all = values(name);
        if (!all.isEmpty()) {
            all.pop();
        }
        all.push(value);
    }

    Map<Integer, Decimal> array(int name) {
        Deque<Map<Integer, Decimal>> all = arrays.computeIfAbsent(name, it -> new ArrayDeque<>());
        if (all.isEmpty()) {
            all.push(new HashMap<>());
        }
        return all.peek();
    }

    void element(int name, int subscript, Decimal value) {
        if (array(name).put(subscript, value) == null && ++elements > MAX_ELEMENTS) {
            throw new Decimal.TooLong();
        }
    }

    /** Hides a variable behind a new one. */
    void push(int name, Decimal value) {
        if (++elements > MAX_ELEMENTS) {
            throw new Decimal.TooLong();
        }
        if (values(name).isEmpty()) {
            values(name).push(Decimal.ZERO);
        }
        values(name).push(value);
    }

    void pushArray(int name, Map<Integer, Decimal> value) {
        array(name);
        arrays.get(name).push(value);
    }

    /** Shows again what {@code push} has hidden. */
    void pop(Function.Variable each) {
        if (each.number() > 0) {
            values(each.number()).poll(); // a call with too few arguments has hidden less
            elements--;
        } else {
            array(-each.number());
            arrays.get(-each.number()).poll();
        }
    }
}
