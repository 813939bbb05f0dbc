package postroom.labs.shell.builtin;

import java.util.List;
import java.util.Optional;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;
import postroom.labs.shell.state.ShellError;
import postroom.labs.shell.state.Variable;
import postroom.labs.shell.state.Variable.Attribute;

/** {@code unset}: variables, array elements, functions. */
final class Unset implements Builtin {
    @Override
    public String name() {
        return "unset";
    }

    @Override
    public String synopsis() {
        return "unset [-f] [-v] [-n] [name ...]";
    }

    @Override
    public boolean special() {
        return true;
    }

    @Override
    public int run(Shell shell, List<String> arguments) {
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "fvn", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        int status = 0;
        for (String operand : options.get().operands(arguments)) {
            try {
                status = Math.max(status, one(shell, options.get(), operand));
            } catch (ShellError e) {
                if (e.severity() != ShellError.Severity.COMMAND) {
                    throw e;
                }
                shell.complain("unset: " + e.getMessage());
                status = 1;
            }
        }
        return status;
    }

    private static int one(Shell shell, OptionScan options, String operand) {
        if (options.has('f')) {
            shell.functions().remove(operand);
            return 0;
        }
        int bracket = operand.indexOf('[');
        if (bracket > 0 && operand.endsWith("]")) {
            return element(shell, operand.substring(0, bracket), operand.substring(bracket + 1, operand.length() - 1));
        }
        if (!Names.isIdentifier(operand)) {
            if (!options.has('v') && !shell.isDash()) {
                shell.functions().remove(operand);
                return 0;
            }
            shell.complain("unset: `" + operand + "': not a valid identifier");
            return 1;
        }
        String target = options.has('n') ? operand : shell.variables().resolve(operand);
        boolean found = shell.variables().unset(target);
        if (!found && !options.has('v')) {
            shell.functions().remove(operand);
        }
        return 0;
    }

    private static int element(Shell shell, String name, String subscript) {
        Optional<Variable> found = shell.variables().find(name);
        if (found.isEmpty()) {
            return 0;
        }
        Variable variable = found.get();
        if (variable.is(Attribute.READONLY)) {
            throw new ShellError(name + ": cannot unset: readonly variable", ShellError.Severity.COMMAND);
        }
        boolean all = subscript.equals("@") || subscript.equals("*");
        if (all && variable.isArray()) {
            variable.clear();
        } else if (variable.isAssociative()) {
            variable.associative().remove(subscript);
        } else if (variable.isIndexed()) {
            long index = shell.expander().arithmetic(subscript);
            if (index < 0 && !variable.indexed().isEmpty()) {
                index += variable.indexed().lastKey() + 1;
            }
            if (index < 0) {
                shell.complain("unset: [" + subscript + "]: bad array subscript");
                return 1;
            }
            variable.indexed().remove(index);
        } else {
            shell.complain("unset: " + name + ": not an array variable");
            return 1;
        }
        return 0;
    }
}
