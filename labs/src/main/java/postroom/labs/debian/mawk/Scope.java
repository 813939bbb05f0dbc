package postroom.labs.debian.mawk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What the parser is within: a rule or a function with its parameters, loops; and the calls that it has met. */
final class Scope {
    private static final int MAX_DEPTH = 200;

    private final List<Called> calls = new ArrayList<>();
    private List<String> locals = List.of();
    private boolean inFunction;
    private boolean inRule;
    private int loops;
    private int depth;

    /** A call of a function of the program's own. */
    private record Called(String name, int arguments, int line) {}

    boolean inFunction() {
        return inFunction;
    }

    boolean mayGoOn() {
        return inRule || inFunction;
    }

    boolean inLoop() {
        return loops > 0;
    }

    Node.Rule rule(Supplier<Node.Rule> parse) {
        inRule = true;
        Node.Rule rule = parse.get();
        inRule = false;
        return rule;
    }

    Node function(List<String> parameters, Supplier<Node> parse) {
        locals = parameters;
        inFunction = true;
        Node body = parse.get();
        locals = List.of();
        inFunction = false;
        return body;
    }

    Node loop(Supplier<Node> parse) {
        loops++;
        Node body = parse.get();
        loops--;
        return body;
    }

    /** One statement or expression within another, bounded for the sake of the stack. */
    Node deeper(Supplier<Node> parse) {
        if (++depth > MAX_DEPTH) {
            throw Complaints.tooDeep();
        }
        try {
            return parse.get();
        } finally {
            depth--;
        }
    }

    Node.Variable variable(String name) {
        return new Node.Variable(name, locals.indexOf(name));
    }

    void called(String name, int arguments, int line) {
        calls.add(new Called(name, arguments, line));
    }

    /** Once all functions are known: each call must fit one. */
    void checkCalls(Map<String, Node.Function> functions, int lastLine) {
        for (Called each : calls) {
            Node.Function function = functions.get(each.name);
            if (function == null) {
                throw Complaints.at(lastLine, "function " + each.name + " never defined");
            }
            if (each.arguments > function.parameters()) {
                throw Complaints.at(each.line, "too many arguments in call to " + each.name);
            }
        }
    }
}
