package postroom.labs.debian.mawk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Input;

/** Evaluates expressions and stores what is assigned. */
final class Expressions {
    private static final int MAX_TEXT = 16 << 20;
    private static final int MAX_ELEMENTS = 500_000;

    private final Interpreter awk;

    Expressions(Interpreter awk) {
        this.awk = awk;
    }

    Value evaluate(Node node) throws IOException {
        if (node instanceof Node.Constant constant) {
            return constant.value();
        } else if (node instanceof Node.Variable variable) {
            if (variable.local() < 0 && variable.name().equals("NF")) {
                return Value.of(awk.fields().count());
            }
            Value value = awk.variables().cell(variable).value;
            return value == null ? Value.EMPTY : value;
        } else if (node instanceof Node.Field field) {
            return awk.fields().get(evaluate(field.number()).number());
        } else if (node instanceof Node.Element element) {
            return awk.variables()
                    .array(element.array())
                    .computeIfAbsent(subscript(element.subscript()), it -> Value.EMPTY);
        } else if (node instanceof Node.Regex regex) {
            return Value.of(awk.patterns().find(regex.pattern(), awk.fields().record()));
        } else if (node instanceof Node.Binary binary) {
            return binary(binary);
        } else if (node instanceof Node.Unary unary) {
            return unary(unary);
        } else if (node instanceof Node.Assign assign) {
            return assign(assign);
        } else if (node instanceof Node.Step stepped) {
            double old = evaluate(stepped.target()).number();
            store(stepped.target(), Value.of(old + stepped.by()));
            return Value.of(stepped.before() ? old + stepped.by() : old);
        } else if (node instanceof Node.Choice choice) {
            return evaluate(evaluate(choice.test()).truth() ? choice.yes() : choice.no());
        } else if (node instanceof Node.In in) {
            return Value.of(awk.variables().array(in.array()).containsKey(subscript(in.subscript())));
        } else if (node instanceof Node.CallTo callTo) {
            return callTo.builtin()
                    ? awk.builtins().call(callTo)
                    : awk.functions().call(callTo);
        } else if (node instanceof Node.Getline getline) {
            return getline(getline);
        } else if (node instanceof Node.Group group) {
            return Value.of(subscript(group));
        }
        throw Failure.of(2, "syntax error");
    }

    private Value unary(Node.Unary unary) throws IOException {
        Value value = evaluate(unary.operand());
        switch (unary.operator()) {
            case "!":
                return Value.of(!value.truth());
            case "-":
                return Value.of(-value.number());
            case "+":
                return Value.of(value.number());
            default:
                return value;
        }
    }

    private Value binary(Node.Binary binary) throws IOException {
        switch (binary.operator()) {
            case "&&":
                return Value.of(evaluate(binary.left()).truth()
                        && evaluate(binary.right()).truth());
            case "||":
                return Value.of(evaluate(binary.left()).truth()
                        || evaluate(binary.right()).truth());
            case "~":
                return Value.of(awk.patterns().find(regex(binary.right()), string(binary.left())));
            case " ": {
                String text = string(binary.left()) + string(binary.right());
                if (text.length() > MAX_TEXT) {
                    throw Failure.of(2, "out of memory");
                }
                return Value.of(text);
            }
            default:
                break;
        }
        Value left = evaluate(binary.left());
        Value right = evaluate(binary.right());
        int order = "<=>=!=".contains(binary.operator())
                ? Value.compare(left, right, awk.variables().text("CONVFMT"))
                : 0;
        switch (binary.operator()) {
            case "<":
                return Value.of(order < 0);
            case "<=":
                return Value.of(order <= 0);
            case "==":
                return Value.of(Value.compare(left, right, awk.variables().text("CONVFMT")) == 0);
            case "!=":
                return Value.of(order != 0);
            case ">":
                return Value.of(order > 0);
            case ">=":
                return Value.of(order >= 0);
            default:
                return Value.of(arithmetic(binary.operator(), left.number(), right.number()));
        }
    }

    private Value assign(Node.Assign assign) throws IOException {
        Value value = evaluate(assign.value());
        if (!assign.operator().equals("=")) {
            value = Value.of(
                    arithmetic(assign.operator(), evaluate(assign.target()).number(), value.number()));
        }
        store(assign.target(), value);
        return value;
    }

    Pattern regex(Node node) throws IOException {
        return node instanceof Node.Regex regex
                ? regex.pattern()
                : awk.patterns().of(string(node));
    }

    String string(Node node) throws IOException {
        return evaluate(node).string(awk.variables().text("CONVFMT"));
    }

    String subscript(Node node) throws IOException {
        if (node instanceof Node.Group group) {
            List<String> parts = new ArrayList<>();
            for (Node each : group.parts()) {
                parts.add(string(each));
            }
            return String.join(awk.variables().text("SUBSEP"), parts);
        }
        return string(node);
    }

    void store(Node target, Value value) {
        try {
            if (target instanceof Node.Variable variable) {
                if (variable.local() < 0 && variable.name().equals("NF")) {
                    awk.fields().count(value.number());
                } else {
                    awk.variables().cell(variable).value = value;
                }
            } else if (target instanceof Node.Field field) {
                awk.fields().set(evaluate(field.number()).number(), value);
            } else if (target instanceof Node.Element element) {
                Map<String, Value> array = awk.variables().array(element.array());
                array.put(subscript(element.subscript()), value);
                if (array.size() > MAX_ELEMENTS) {
                    throw Failure.of(2, "out of memory");
                }
            }
        } catch (IOException e) {
            throw Failure.of(2, e.getMessage());
        }
    }

    private Value getline(Node.Getline getline) throws IOException {
        String record;
        if (getline.kind() == ' ') {
            record = awk.records().next();
        } else {
            Input in = awk.streams().input(getline.kind(), string(getline.source()));
            if (in == null) {
                return Value.of(-1);
            }
            record = awk.records().read(in);
            if (record != null && getline.kind() == '|') {
                awk.variables().add("NR", 1);
            }
        }
        if (record == null) {
            return Value.of(0);
        }
        if (getline.target() == null) {
            awk.fields().record(record);
        } else {
            store(getline.target(), Value.input(record));
        }
        return Value.of(1);
    }

    private static double arithmetic(String operator, double a, double b) {
        switch (operator.charAt(0)) {
            case '+':
                return a + b;
            case '-':
                return a - b;
            case '*':
                return a * b;
            case '/':
                if (b == 0) {
                    return a == 0 ? Double.NaN : a / b;
                }
                return a / b;
            case '%':
                return a % b;
            default:
                return Math.pow(a, b);
        }
    }
}
