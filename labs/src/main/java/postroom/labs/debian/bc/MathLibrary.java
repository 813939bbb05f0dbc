package postroom.labs.debian.bc;

import java.util.ArrayList;
import java.util.List;

/** The functions that {@code bc -l} defines before anything is read: names, parameters, and what reckons them. */
final class MathLibrary {
    /** Their names in the order of their numbers, which begin with 1. */
    static final List<String> FUNCTIONS = List.of("e", "l", "s", "a", "c", "j");

    private static final int SCALE = 20;

    private MathLibrary() {}

    static void define(Names names, Machine machine) {
        for (String each : FUNCTIONS) {
            Function function = names.function(names.function(each));
            List<Function.Variable> parameters = new ArrayList<>();
            if (each.equals("j")) {
                parameters.add(new Function.Variable(names.variable("n"), false));
            }
            parameters.add(new Function.Variable(names.variable("x"), false));
            function.parameters = parameters;
            function.defined = true;
        }
        machine.scale(SCALE);
    }

    /** A function of the library has no code of its own. */
    static boolean isLibrary(Function function) {
        return function.size() == 0;
    }

    static Decimal call(Function function, Memory memory, int scale, Runnable step) {
        Arithmetic arithmetic = new Arithmetic(scale, step);
        List<Function.Variable> parameters = function.parameters;
        Decimal x = memory.variable(parameters.get(parameters.size() - 1).number());
        return switch (function.name) {
            case "e" -> arithmetic.exp(x);
            case "l" -> arithmetic.log(x);
            case "s" -> arithmetic.sin(x);
            case "a" -> arithmetic.atan(x);
            case "c" -> arithmetic.cos(x);
            default -> arithmetic.bessel(memory.variable(parameters.get(0).number()), x);
        };
    }
}
