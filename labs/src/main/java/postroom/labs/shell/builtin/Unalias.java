package postroom.labs.shell.builtin;

import java.util.List;
import java.util.Optional;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;

/** {@code unalias}. */
final class Unalias implements Builtin {
    @Override
    public String name() {
        return "unalias";
    }

    @Override
    public String synopsis() {
        return "unalias [-a] name [name ...]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) {
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "a", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        if (options.get().has('a')) {
            shell.aliases().clear();
            return 0;
        }
        List<String> operands = options.get().operands(arguments);
        if (operands.isEmpty()) {
            return OptionScan.usage(shell, "unalias", synopsis());
        }
        int status = 0;
        for (String name : operands) {
            if (shell.aliases().remove(name) == null) {
                shell.complain("unalias: " + name + ": not found");
                status = 1;
            }
        }
        return status;
    }
}
