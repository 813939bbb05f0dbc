package postroom.labs.debian.mawk;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.gnu.Failure;

/** Calls of the program's own functions: arrays go by reference, values by copy. */
final class FunctionCalls {
    private static final int MAX_CALLS = 500;

    private final Map<String, Node.Function> functions;
    private final Variables variables;
    private final Statements statements;
    private final Expressions expressions;
    private int calls;

    FunctionCalls(
            Map<String, Node.Function> functions, Variables variables, Statements statements, Expressions expressions) {
        this.functions = functions;
        this.variables = variables;
        this.statements = statements;
        this.expressions = expressions;
    }

    Value call(Node.CallTo call) throws IOException {
        Node.Function function = functions.get(call.name());
        if (function == null) {
            throw Failure.of(2, "function " + call.name() + " never defined");
        }
        if (++calls > MAX_CALLS) {
            throw Failure.of(2, "function call nesting too deep");
        }
        Variables.Cell[] outer = variables.enter(locals(call.arguments(), function.parameters()));
        try {
            statements.execute(function.body());
            return Value.EMPTY;
        } catch (Jumped jump) {
            if (!jump.kind().equals("return")) {
                throw jump;
            }
            return jump.value() == null ? Value.EMPTY : jump.value();
        } finally {
            variables.enter(outer);
            calls--;
        }
    }

    /** What has no value yet may become an array in the function, and is then one outside, too. */
    private Variables.Cell[] locals(List<Node> arguments, int parameters) throws IOException {
        Variables.Cell[] locals = new Variables.Cell[Math.max(parameters, arguments.size())];
        for (int i = 0; i < arguments.size(); i++) {
            Node argument = arguments.get(i);
            if (argument instanceof Node.Variable variable
                    && !variable.name().equals("NF")
                    && variables.cell(variable).value == null) {
                locals[i] = variables.cell(variable);
            } else {
                locals[i] = new Variables.Cell();
                locals[i].value = expressions.evaluate(argument);
            }
        }
        return locals;
    }
}
