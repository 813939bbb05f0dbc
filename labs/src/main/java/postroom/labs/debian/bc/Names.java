package postroom.labs.debian.bc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The numbers of variables, arrays and functions, in the order in which they are first named. */
final class Names {
    /** The numbers of the special variables: ibase, obase, scale, history, last. */
    static final int LAST = 4;

    private static final int FIRST_VARIABLE = 5;

    private final Map<String, Integer> variables = new HashMap<>();
    private final Map<String, Integer> arrays = new HashMap<>();
    private final Map<String, Integer> functionNumbers = new HashMap<>();
    private final List<String> arrayNames = new ArrayList<>(List.of(""));
    private final List<String> variableNames = new ArrayList<>();
    private final List<Function> functions = new ArrayList<>(List.of(new Function("(main)")));

    int variable(String name) {
        return variables.computeIfAbsent(name, it -> {
            variableNames.add(it);
            return FIRST_VARIABLE + variableNames.size() - 1;
        });
    }

    int array(String name) {
        return arrays.computeIfAbsent(name, it -> {
            arrayNames.add(it);
            return arrayNames.size() - 1;
        });
    }

    int function(String name) {
        return functionNumbers.computeIfAbsent(name, it -> newFunction(name));
    }

    /** The number under which a function is to be defined: one of the library's keeps its old code for the library. */
    int defined(String name, int libraryFunctions) {
        int known = function(name);
        if (known <= libraryFunctions) {
            known = newFunction(name);
            functionNumbers.put(name, known);
        }
        return known;
    }

    private int newFunction(String name) {
        functions.add(new Function(name));
        return functions.size() - 1;
    }

    Function function(int number) {
        return functions.get(number);
    }

    String arrayName(int number) {
        return arrayNames.get(number);
    }

    /** The name behind that of a variable, which is what the real one prints; {@code (null)} if there is none. */
    String nextVariableName(int number) {
        int index = number - FIRST_VARIABLE + 1;
        return index < variableNames.size() ? variableNames.get(index) : "(null)";
    }
}
