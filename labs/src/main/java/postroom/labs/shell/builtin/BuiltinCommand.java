package postroom.labs.shell.builtin;

import java.util.List;
import java.util.Optional;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;

/** {@code builtin}: runs a builtin whatever functions there are. */
final class BuiltinCommand implements Builtin {
    @Override
    public String name() {
        return "builtin";
    }

    @Override
    public String synopsis() {
        return "builtin [shell-builtin [arg ...]]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) {
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        List<String> operands = options.get().operands(arguments);
        if (operands.isEmpty()) {
            return 0;
        }
        if (shell.builtins().find(operands.get(0)).isEmpty()) {
            shell.complain("builtin: " + operands.get(0) + ": not a shell builtin");
            return 1;
        }
        return shell.interpreter().withoutFunctions(operands);
    }
}
