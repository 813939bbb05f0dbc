package postroom.labs.debian.bc;

import java.util.List;
import postroom.labs.debian.gnu.Text;

/** Puts instructions together, as GNU bc's {@code load.c} does, so that addresses in runtime errors are the same. */
final class Code {
    int breakLabel;
    int continueLabel;
    /** The function that is being defined; 0 outside one. */
    int current;

    private final Names names;
    private final Complaints complaints;
    private final int libraryFunctions;
    private int label = 1;
    private int outerLabel;
    private boolean any;
    private boolean broken;

    Code(Names names, Complaints complaints, int libraryFunctions) {
        this.names = names;
        this.complaints = complaints;
        this.libraryFunctions = libraryFunctions;
        begin();
    }

    Names names() {
        return names;
    }

    /** Begins anew with the main program. */
    void begin() {
        breakLabel = 0;
        continueLabel = 0;
        label = 1;
        current = 0;
        any = false;
        names.function(0).clear();
    }

    /** Whether there is something to run. */
    boolean isAny() {
        return any;
    }

    int newLabel() {
        return label++;
    }

    private void put(int value) {
        any = true;
        if (!complaints.hadError()) {
            names.function(current).add(value);
        }
    }

    void add(String instructions) {
        instructions.chars().forEach(this::put);
    }

    void string(String text) {
        for (byte each : Text.bytes(text)) {
            put(each);
        }
        put('"');
    }

    void label(int number) {
        any = true;
        names.function(current).labels.put(number, names.function(current).size());
    }

    void jump(char instruction, int number) {
        put(instruction);
        put(number & 0xFF);
        put(number >> 8 & 0xFF);
    }

    /** An instruction with the number of a variable, an array or a function. */
    void numbered(char instruction, int number) {
        put(instruction);
        number(number);
    }

    private void number(int number) {
        if (number >= 128) {
            put(number >> 8 | 0x80);
        }
        put(number & 0xFF);
    }

    void constant(String digits) {
        put('K');
        for (char c : digits.toCharArray()) {
            put(c == '.' ? '.' : c >= 'A' ? c + 10 - 'A' : c - '0');
        }
        put(':');
    }

    /** An array as an argument: its number. */
    void arrayNumber(int number) {
        constant(Integer.toString(number));
    }

    void call(int number, String kinds) {
        put('C');
        number(number);
        add(kinds + ":");
    }

    void beginFunction(
            String name, boolean isVoid, List<Function.Variable> parameters, List<Function.Variable> automatic) {
        any = true;
        current = names.defined(name, libraryFunctions);
        Function function = names.function(current);
        function.isVoid = isVoid;
        if (!complaints.hadError()) {
            function.clear();
            function.parameters = parameters;
            function.automatic = automatic;
        }
        broken = complaints.hadError();
        outerLabel = label;
        label = 1;
    }

    void endFunction() {
        add("0R");
        if (!broken) {
            names.function(current).defined = !complaints.hadError();
        }
        label = outerLabel;
        current = 0;
    }
}
