package postroom.labs.debian.vimtiny;

import java.util.HashMap;
import java.util.Map;

/** What was deleted or yanked, by the names of registers; the unnamed one is the quotation mark. */
final class ViRegisters {
    static final char UNNAMED = '"';

    /** A text; whole lines, or characters within them. */
    record Register(String text, boolean lines) {}

    private final Map<Character, Register> registers = new HashMap<>();

    /** Keeps a text in a register, and in any case in the unnamed one. */
    void store(char name, String text, boolean lines) {
        Register value = new Register(text, lines);
        registers.put(UNNAMED, value);
        registers.put(Character.toLowerCase(name), value);
    }

    /** What a register has, or null. */
    Register get(char name) {
        return registers.get(Character.toLowerCase(name));
    }
}
