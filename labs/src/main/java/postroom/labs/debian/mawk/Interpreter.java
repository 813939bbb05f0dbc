package postroom.labs.debian.mawk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.regex.Budgeted;

/** Runs an awk program. */
final class Interpreter {
    private static final int MAX_CALLS = 500;

    /** A variable: a value, an array, or nothing yet. */
    static final class Cell {
        Value value;
        Map<String, Value> array;
    }

    /** Unwinds to where {@code next}, {@code exit}, {@code return} and so on lead. */
    private static final class Jumped extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String kind;
        private final transient Value value;

        Jumped(String kind, Value value) {
            super(kind, null, false, false);
            this.kind = kind;
            this.value = value;
        }
    }

    private final Call call;
    private final Node.Program program;
    private final Map<String, Cell> globals = new HashMap<>();
    private final Map<String, Pattern> patterns = new LinkedHashMap<>();
    private final Fields fields = new Fields(this);
    private final Streams streams;
    private final Records records;
    private final Builtins builtins = new Builtins(this);
    private Cell[] frame = new Cell[0];
    private int calls;
    private int exit;

    Interpreter(Call call, Node.Program program, List<String> arguments) {
        this.call = call;
        this.program = program;
        this.streams = new Streams(call);
        this.records = new Records(call, this);
        setText("FS", " ");
        setText("OFS", " ");
        setText("ORS", "\n");
        setText("RS", "\n");
        setText("SUBSEP", "\u001c");
        setText("CONVFMT", "%.6g");
        setText("OFMT", "%.6g");
        setText("FILENAME", "");
        for (String each : List.of("NR", "FNR", "RSTART")) {
            set(each, 0);
        }
        set("RLENGTH", -1);
        set("ARGC", arguments.size() + 1);
        Map<String, Value> argv = array(new Node.Variable("ARGV", -1));
        argv.put("0", Value.of("awk"));
        for (int i = 0; i < arguments.size(); i++) {
            argv.put(Integer.toString(i + 1), Value.input(arguments.get(i)));
        }
        Map<String, Value> environment = array(new Node.Variable("ENVIRON", -1));
        call.process().environment().forEach((name, value) -> environment.put(name, Value.input(value)));
    }

    int run() throws IOException {
        try {
            return parts();
        } catch (RunTimeError e) {
            String place = "\n\tFILENAME=\"" + text("FILENAME") + "\" FNR=" + text("FNR") + " NR=" + text("NR");
            call.out().flush();
            call.warn("run time error: " + e.getMessage() + place);
            call.print(e.partial());
            return 2;
        }
    }

    private int parts() throws IOException {
        try {
            guarded(() -> {
                for (Node each : program.begin()) {
                    execute(each);
                }
                if (!program.rules().isEmpty() || !program.end().isEmpty()) {
                    main();
                }
            });
            guarded(() -> {
                for (Node each : program.end()) {
                    execute(each);
                }
            });
        } finally {
            streams.closeAll();
        }
        return exit;
    }

    @FunctionalInterface
    private interface Part {
        void run() throws IOException;
    }

    /** Runs a part to its end or to an {@code exit}, after which {@code END} still has its turn. */
    private void guarded(Part part) throws IOException {
        try {
            part.run();
        } catch (Jumped jump) {
            if (jump.kind.equals("exit")) {
                exit = jump.value == null ? exit : (int) jump.value.number() & 0xFF;
            }
        }
    }

    private void main() throws IOException {
        boolean[] inRange = new boolean[program.rules().size()];
        for (String record = records.next(); record != null; record = records.next()) {
            step();
            fields.record(record);
            try {
                for (int i = 0; i < inRange.length; i++) {
                    Node.Rule rule = program.rules().get(i);
                    if (selected(rule, inRange, i)) {
                        if (rule.action() == null) {
                            streams.write("", "", fields.record() + text("ORS"));
                        } else {
                            execute(rule.action());
                        }
                    }
                }
            } catch (Jumped jump) {
                if (!jump.kind.startsWith("next")) {
                    throw jump;
                }
                if (jump.kind.equals("nextfile")) {
                    records.skipFile();
                }
            }
        }
    }

    private boolean selected(Node.Rule rule, boolean[] inRange, int i) throws IOException {
        if (rule.from() == null) {
            return true;
        }
        if (rule.to() == null) {
            return evaluate(rule.from()).truth();
        }
        if (!inRange[i] && !evaluate(rule.from()).truth()) {
            return false;
        }
        inRange[i] = !evaluate(rule.to()).truth();
        return true;
    }

    // ---- for the other classes -----------------------------------------------------------------------

    void step() {
        call.process().step();
    }

    Call call() {
        return call;
    }

    Fields fields() {
        return fields;
    }

    Streams streams() {
        return streams;
    }

    private Cell global(String name) {
        return globals.computeIfAbsent(name, it -> new Cell());
    }

    String text(String name) {
        Value value = global(name).value;
        return value == null ? "" : value.string("%.6g");
    }

    double number(String name) {
        Value value = global(name).value;
        return value == null ? 0 : value.number();
    }

    void set(String name, double number) {
        global(name).value = Value.of(number);
    }

    void setText(String name, String text) {
        global(name).value = Value.of(text);
    }

    String element(String array, String subscript) {
        Value value = array(new Node.Variable(array, -1)).get(subscript);
        return value == null ? "" : value.string("%.6g");
    }

    /** {@code name=value} of the command line. */
    void assign(String argument) {
        int equals = argument.indexOf('=');
        String value = postroom.labs.debian.gnu.Escapes.format(argument.substring(equals + 1))
                .text();
        store(new Node.Variable(argument.substring(0, equals), -1), Value.input(value));
    }

    Pattern regex(String text) {
        Pattern known = patterns.get(text);
        if (known == null) {
            known = Parser.regex(text);
            if (patterns.size() > 500) {
                patterns.clear();
            }
            patterns.put(text, known);
        }
        return known;
    }

    Pattern regex(Node node) throws IOException {
        return node instanceof Node.Regex regex ? regex.pattern() : regex(string(node));
    }

    boolean isArray(Node.Variable variable) {
        return cell(variable).array != null;
    }

    Map<String, Value> array(Node.Variable variable) {
        Cell cell = cell(variable);
        if (cell.array == null) {
            cell.array = new LinkedHashMap<>();
        }
        return cell.array;
    }

    private Cell cell(Node.Variable variable) {
        if (variable.local() < 0) {
            return global(variable.name());
        }
        if (frame[variable.local()] == null) {
            frame[variable.local()] = new Cell();
        }
        return frame[variable.local()];
    }

    String string(Node node) throws IOException {
        return evaluate(node).string(text("CONVFMT"));
    }

    String subscript(Node node) throws IOException {
        if (node instanceof Node.Group group) {
            List<String> parts = new ArrayList<>();
            for (Node each : group.parts()) {
                parts.add(string(each));
            }
            return String.join(text("SUBSEP"), parts);
        }
        return string(node);
    }

    void store(Node target, Value value) {
        try {
            if (target instanceof Node.Variable variable) {
                if (variable.local() < 0 && variable.name().equals("NF")) {
                    fields.count(value.number());
                } else {
                    cell(variable).value = value;
                }
            } else if (target instanceof Node.Field field) {
                fields.set(evaluate(field.number()).number(), value);
            } else if (target instanceof Node.Element element) {
                Map<String, Value> array = array(element.array());
                array.put(subscript(element.subscript()), value);
                if (array.size() > 500_000) {
                    throw Failure.of(2, "out of memory");
                }
            }
        } catch (IOException e) {
            throw Failure.of(2, e.getMessage());
        }
    }

    // ---- statements ----------------------------------------------------------------------------------

    private void execute(Node node) throws IOException {
        step();
        if (node instanceof Node.Block block) {
            for (Node each : block.statements()) {
                execute(each);
            }
        } else if (node instanceof Node.If test) {
            if (evaluate(test.test()).truth()) {
                execute(test.then());
            } else if (test.otherwise() != null) {
                execute(test.otherwise());
            }
        } else if (node instanceof Node.Loop loop) {
            loop(loop);
        } else if (node instanceof Node.Each each) {
            for (String key : List.copyOf(array(each.array()).keySet())) {
                store(each.variable(), Value.input(key));
                if (!body(each.body())) {
                    break;
                }
            }
        } else if (node instanceof Node.Print print) {
            print(print);
        } else if (node instanceof Node.Jump jump) {
            throw new Jumped(jump.kind(), jump.value() == null ? null : evaluate(jump.value()));
        } else if (node instanceof Node.Delete delete) {
            if (delete.subscript() == null) {
                array(delete.array()).clear();
            } else {
                array(delete.array()).remove(subscript(delete.subscript()));
            }
        } else {
            evaluate(node);
        }
    }

    private void loop(Node.Loop loop) throws IOException {
        if (loop.first() != null) {
            execute(loop.first());
        }
        boolean look = !loop.testAfter();
        while (!look || loop.test() == null || evaluate(loop.test()).truth()) {
            look = true;
            step();
            if (!body(loop.body())) {
                break;
            }
            if (loop.step() != null) {
                execute(loop.step());
            }
        }
    }

    /** False if it was broken off. */
    private boolean body(Node body) throws IOException {
        try {
            execute(body);
            return true;
        } catch (Jumped jump) {
            if (jump.kind.equals("break")) {
                return false;
            }
            if (jump.kind.equals("continue")) {
                return true;
            }
            throw jump;
        }
    }

    private void print(Node.Print print) throws IOException {
        String out;
        if (print.formatted()) {
            List<Value> values = new ArrayList<>();
            for (Node each : print.arguments()) {
                values.add(evaluate(each));
            }
            out = values.isEmpty()
                    ? ""
                    : Format.format("printf", values.get(0).string(text("CONVFMT")), values.subList(1, values.size()));
        } else if (print.arguments().isEmpty()) {
            out = fields.record() + text("ORS");
        } else {
            List<String> parts = new ArrayList<>();
            for (Node each : print.arguments()) {
                parts.add(evaluate(each).string(text("OFMT")));
            }
            out = String.join(text("OFS"), parts) + text("ORS");
        }
        streams.write(print.redirect(), print.to() == null ? "" : string(print.to()), out);
    }

    // ---- expressions ---------------------------------------------------------------------------------

    Value evaluate(Node node) throws IOException {
        if (node instanceof Node.Constant constant) {
            return constant.value();
        } else if (node instanceof Node.Variable variable) {
            if (variable.local() < 0 && variable.name().equals("NF")) {
                return Value.of(fields.count());
            }
            Value value = cell(variable).value;
            return value == null ? Value.EMPTY : value;
        } else if (node instanceof Node.Field field) {
            return fields.get(evaluate(field.number()).number());
        } else if (node instanceof Node.Element element) {
            return array(element.array()).computeIfAbsent(subscript(element.subscript()), it -> Value.EMPTY);
        } else if (node instanceof Node.Regex regex) {
            return Value.of(find(regex.pattern(), fields.record()));
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
            return Value.of(array(in.array()).containsKey(subscript(in.subscript())));
        } else if (node instanceof Node.CallTo callTo) {
            return callTo.builtin() ? builtins.call(callTo) : function(callTo);
        } else if (node instanceof Node.Getline getline) {
            return getline(getline);
        } else if (node instanceof Node.Group group) {
            return Value.of(subscript(group));
        }
        throw Failure.of(2, "syntax error");
    }

    boolean find(Pattern pattern, String text) {
        return pattern.matcher(new Budgeted(text, this::step)).find();
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
                return Value.of(find(regex(binary.right()), string(binary.left())));
            case " ": {
                String text = string(binary.left()) + string(binary.right());
                if (text.length() > 16 << 20) {
                    throw Failure.of(2, "out of memory");
                }
                return Value.of(text);
            }
            default:
                break;
        }
        Value left = evaluate(binary.left());
        Value right = evaluate(binary.right());
        int order = "<=>=!=".contains(binary.operator()) ? Value.compare(left, right, text("CONVFMT")) : 0;
        switch (binary.operator()) {
            case "<":
                return Value.of(order < 0);
            case "<=":
                return Value.of(order <= 0);
            case "==":
                return Value.of(Value.compare(left, right, text("CONVFMT")) == 0);
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

    private Value assign(Node.Assign assign) throws IOException {
        Value value = evaluate(assign.value());
        if (!assign.operator().equals("=")) {
            value = Value.of(
                    arithmetic(assign.operator(), evaluate(assign.target()).number(), value.number()));
        }
        store(assign.target(), value);
        return value;
    }

    private Value function(Node.CallTo callTo) throws IOException {
        Node.Function function = program.functions().get(callTo.name());
        if (function == null) {
            throw Failure.of(2, "function " + callTo.name() + " never defined");
        }
        if (++calls > MAX_CALLS) {
            throw Failure.of(2, "function call nesting too deep");
        }
        Cell[] inner =
                new Cell[Math.max(function.parameters(), callTo.arguments().size())];
        for (int i = 0; i < callTo.arguments().size(); i++) {
            Node argument = callTo.arguments().get(i);
            if (argument instanceof Node.Variable variable
                    && !variable.name().equals("NF")
                    && cell(variable).value == null) {
                inner[i] = cell(variable);
            } else {
                inner[i] = new Cell();
                inner[i].value = evaluate(argument);
            }
        }
        Cell[] outer = frame;
        frame = inner;
        try {
            execute(function.body());
            return Value.EMPTY;
        } catch (Jumped jump) {
            if (!jump.kind.equals("return")) {
                throw jump;
            }
            return jump.value == null ? Value.EMPTY : jump.value;
        } finally {
            frame = outer;
            calls--;
        }
    }

    private Value getline(Node.Getline getline) throws IOException {
        String record;
        if (getline.kind() == ' ') {
            record = records.next();
        } else {
            Input in = streams.input(getline.kind(), string(getline.source()));
            if (in == null) {
                return Value.of(-1);
            }
            record = records.read(in);
            if (record != null && getline.kind() == '|') {
                set("NR", number("NR") + 1);
            }
        }
        if (record == null) {
            return Value.of(0);
        }
        if (getline.target() == null) {
            fields.record(record);
        } else {
            store(getline.target(), Value.input(record));
        }
        return Value.of(1);
    }
}
