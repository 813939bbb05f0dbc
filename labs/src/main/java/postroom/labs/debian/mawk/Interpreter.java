package postroom.labs.debian.mawk;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Escapes;

/** Runs an awk program: its parts in turn, its rules for each record. Holds what a running program consists of. */
final class Interpreter {
    private final Call call;
    private final Node.Program program;
    private final Variables variables;
    private final Patterns patterns = new Patterns(this::step);
    private final Fields fields;
    private final Streams streams;
    private final Records records;
    private final Expressions expressions = new Expressions(this);
    private final Statements statements = new Statements(this, expressions);
    private final Builtins builtins = new Builtins(this, expressions);
    private final FunctionCalls functions;
    private int exit;

    Interpreter(Call call, Node.Program program, List<String> arguments) {
        this.call = call;
        this.program = program;
        this.variables = new Variables(arguments, call.process().environment());
        this.functions = new FunctionCalls(program.functions(), variables, statements, expressions);
        this.fields = new Fields(this);
        this.streams = new Streams(call);
        this.records = new Records(call, this);
    }

    int run() throws IOException {
        try {
            return parts();
        } catch (RunTimeError e) {
            String place = "\n\tFILENAME=\"" + variables.text("FILENAME") + "\" FNR=" + variables.text("FNR") + " NR="
                    + variables.text("NR");
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
                    statements.execute(each);
                }
                if (!program.rules().isEmpty() || !program.end().isEmpty()) {
                    main();
                }
            });
            guarded(() -> {
                for (Node each : program.end()) {
                    statements.execute(each);
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
            if (jump.kind().equals("exit")) {
                exit = jump.value() == null ? exit : (int) jump.value().number() & 0xFF;
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
                            streams.write("", "", fields.record() + variables.text("ORS"));
                        } else {
                            statements.execute(rule.action());
                        }
                    }
                }
            } catch (Jumped jump) {
                if (!jump.kind().startsWith("next")) {
                    throw jump;
                }
                if (jump.kind().equals("nextfile")) {
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
            return expressions.evaluate(rule.from()).truth();
        }
        if (!inRange[i] && !expressions.evaluate(rule.from()).truth()) {
            return false;
        }
        inRange[i] = !expressions.evaluate(rule.to()).truth();
        return true;
    }

    // ---- for the other classes -----------------------------------------------------------------------

    void step() {
        call.process().step();
    }

    Call call() {
        return call;
    }

    Variables variables() {
        return variables;
    }

    Patterns patterns() {
        return patterns;
    }

    Fields fields() {
        return fields;
    }

    Streams streams() {
        return streams;
    }

    Records records() {
        return records;
    }

    Expressions expressions() {
        return expressions;
    }

    Builtins builtins() {
        return builtins;
    }

    FunctionCalls functions() {
        return functions;
    }

    /** {@code name=value} of the command line. */
    void assign(String argument) {
        int equals = argument.indexOf('=');
        String value = Escapes.format(argument.substring(equals + 1)).text();
        expressions.store(new Node.Variable(argument.substring(0, equals), -1), Value.input(value));
    }
}
