package postroom.labs.debian.bc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The code of a function, and what it takes. Number 0 is the main program. */
final class Function {
    /** A formal parameter or an automatic variable: arrays have negative numbers. */
    record Variable(int number, boolean byReference) {}

    final String name;
    boolean defined;
    boolean isVoid;
    List<Variable> parameters = new ArrayList<>();
    List<Variable> automatic = new ArrayList<>();
    final Map<Integer, Integer> labels = new HashMap<>();
    private byte[] code = new byte[64];
    private int size;

    Function(String name) {
        this.name = name;
    }

    void clear() {
        defined = false;
        size = 0;
        labels.clear();
        parameters = new ArrayList<>();
        automatic = new ArrayList<>();
    }

    void add(int instruction) {
        if (size == code.length) {
            code = Arrays.copyOf(code, size * 2);
        }
        code[size++] = (byte) instruction;
    }

    int size() {
        return size;
    }

    int at(int address) {
        return code[address] & 0xFF;
    }
}
