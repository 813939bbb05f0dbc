package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.shell.expand.Quoting;
import postroom.labs.shell.run.Assignments;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;
import postroom.labs.shell.state.Variable;
import postroom.labs.shell.state.Variable.Attribute;
import postroom.labs.shell.syntax.Assignment;
import postroom.labs.shell.syntax.Printer;

/** {@code export} and {@code readonly}: an attribute for names, with values if they are given. */
record Export(String name, Attribute attribute) implements Builtin {
    @Override
    public String synopsis() {
        return name.equals("export")
                ? "export [-fn] [name[=value] ...] or export -p"
                : "readonly [-aAf] [name[=value] ...] or readonly -p";
    }

    @Override
    public boolean special() {
        return true;
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        Optional<OptionScan> options =
                OptionScan.read(shell, arguments, name.equals("export") ? "fnp" : "aAfp", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        List<String> operands = options.get().operands(arguments);
        if (operands.isEmpty()) {
            return list(shell);
        }
        int status = 0;
        for (String operand : operands) {
            status = Math.max(status, one(shell, options.get(), operand));
        }
        return status;
    }

    private int list(Shell shell) throws IOException {
        for (String each : shell.variables().names()) {
            Optional<Variable> variable = shell.variables().findDirect(each);
            if (variable.isPresent() && variable.get().is(attribute)) {
                shell.out(listed(shell, each, variable.get()) + "\n");
            }
        }
        return 0;
    }

    private String listed(Shell shell, String variable, Variable value) {
        if (!shell.isDash()) {
            return Quoting.declaration(variable, value);
        }
        return name + " " + variable
                + value.value()
                        .map(it -> "='" + it.replace("'", "'\"'\"'") + "'")
                        .orElse("");
    }

    private int one(Shell shell, OptionScan options, String operand) throws IOException {
        if (options.has('f')) {
            if (!shell.functions().containsKey(operand)) {
                shell.complain(name + ": " + operand + ": not a function");
                return 1;
            }
            if (options.has('p')) {
                shell.out(Printer.function(shell.functions().get(operand)));
            }
            return 0;
        }
        Optional<Assignment> literal = shell.interpreter().arrayLiterals().stream()
                .filter(a -> a.source().equals(operand))
                .findFirst();
        if (literal.isPresent()) {
            if (options.has('A')) {
                shell.variables().findOrCreate(literal.get().name()).becomeAssociative();
            }
            new Assignments(shell).assign(literal.get());
            mark(shell, options, literal.get().name());
            return 0;
        }
        int equals = operand.indexOf('=');
        boolean append = equals > 0 && operand.charAt(equals - 1) == '+';
        String target = equals < 0 ? operand : operand.substring(0, append ? equals - 1 : equals);
        if (!Names.isIdentifier(target)) {
            shell.complain(name + ": `" + operand + "': not a valid identifier");
            return 1;
        }
        if (equals > 0) {
            new Assignments(shell).scalar(target, operand.substring(equals + 1), append);
        }
        mark(shell, options, target);
        return 0;
    }

    private void mark(Shell shell, OptionScan options, String target) {
        Variable variable = shell.variables().findOrCreate(target);
        if (options.has('a')) {
            variable.becomeIndexed();
        } else if (options.has('A')) {
            variable.becomeAssociative();
        }
        if (options.has('n')) {
            variable.attributes().remove(attribute);
        } else {
            variable.attributes().add(attribute);
        }
    }
}
