package postroom.labs.debian.mawk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Executes statements. */
final class Statements {
    private final Interpreter awk;
    private final Expressions expressions;

    Statements(Interpreter awk, Expressions expressions) {
        this.awk = awk;
        this.expressions = expressions;
    }

    void execute(Node node) throws IOException {
        awk.step();
        if (node instanceof Node.Block block) {
            for (Node each : block.statements()) {
                execute(each);
            }
        } else if (node instanceof Node.If test) {
            if (expressions.evaluate(test.test()).truth()) {
                execute(test.then());
            } else if (test.otherwise() != null) {
                execute(test.otherwise());
            }
        } else if (node instanceof Node.Loop loop) {
            loop(loop);
        } else if (node instanceof Node.Each each) {
            for (String key : List.copyOf(awk.variables().array(each.array()).keySet())) {
                expressions.store(each.variable(), Value.input(key));
                if (!body(each.body())) {
                    break;
                }
            }
        } else if (node instanceof Node.Print print) {
            print(print);
        } else if (node instanceof Node.Jump jump) {
            throw new Jumped(jump.kind(), jump.value() == null ? null : expressions.evaluate(jump.value()));
        } else if (node instanceof Node.Delete delete) {
            if (delete.subscript() == null) {
                awk.variables().array(delete.array()).clear();
            } else {
                awk.variables().array(delete.array()).remove(expressions.subscript(delete.subscript()));
            }
        } else {
            expressions.evaluate(node);
        }
    }

    private void loop(Node.Loop loop) throws IOException {
        if (loop.first() != null) {
            execute(loop.first());
        }
        boolean look = !loop.testAfter();
        while (!look || loop.test() == null || expressions.evaluate(loop.test()).truth()) {
            look = true;
            awk.step();
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
            if (jump.kind().equals("break")) {
                return false;
            }
            if (jump.kind().equals("continue")) {
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
                values.add(expressions.evaluate(each));
            }
            out = values.isEmpty()
                    ? ""
                    : Format.format(
                            "printf",
                            values.get(0).string(awk.variables().text("CONVFMT")),
                            values.subList(1, values.size()));
        } else if (print.arguments().isEmpty()) {
            out = awk.fields().record() + awk.variables().text("ORS");
        } else {
            List<String> parts = new ArrayList<>();
            for (Node each : print.arguments()) {
                parts.add(expressions.evaluate(each).string(awk.variables().text("OFMT")));
            }
            out = String.join(awk.variables().text("OFS"), parts)
                    + awk.variables().text("ORS");
        }
        awk.streams().write(print.redirect(), print.to() == null ? "" : expressions.string(print.to()), out);
    }
}
