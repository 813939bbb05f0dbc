package postroom.labs.shell.builtin;

import java.util.List;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;

/** {@code test} and {@code [}. */
record Test(String name) implements Builtin {
    @Override
    public String synopsis() {
        return name.equals("[") ? "[ arg... ]" : "test [expr]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) {
        List<String> operands = arguments.subList(1, arguments.size());
        if (name.equals("[")) {
            if (operands.isEmpty() || !operands.get(operands.size() - 1).equals("]")) {
                shell.complain("[: missing `]'");
                return 2;
            }
            operands = operands.subList(0, operands.size() - 1);
        }
        try {
            return new TestExpression(shell, operands).value() ? 0 : 1;
        } catch (TestExpression.Malformed e) {
            shell.complain(name + ": " + e.getMessage());
            return 2;
        }
    }
}
