package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;
import postroom.labs.shell.state.Variable;

/** {@code command}: runs without functions, or tells what a name means. */
final class CommandCommand implements Builtin {
    @Override
    public String name() {
        return "command";
    }

    @Override
    public String synopsis() {
        return "command [-pVv] command [arg ...]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "pVv", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        List<String> operands = options.get().operands(arguments);
        if (operands.isEmpty()) {
            return 0;
        }
        if (options.get().has('v') || options.get().has('V')) {
            int status = 1;
            for (String name : shell.isDash() ? operands.subList(0, 1) : operands) {
                if (describe(shell, name, options.get().has('V'))) {
                    status = 0;
                }
            }
            return status == 1 && shell.isDash() ? 127 : status;
        }
        if (!options.get().has('p')) {
            return shell.interpreter().withoutFunctions(operands);
        }
        shell.variables().push(false);
        try {
            shell.variables().putInnermost("PATH", Variable.of("/bin:/usr/bin:/sbin:/usr/sbin"));
            return shell.interpreter().withoutFunctions(operands);
        } finally {
            shell.variables().pop();
        }
    }

    private static boolean describe(Shell shell, String name, boolean verbose) throws IOException {
        List<CommandKinds.Kind> kinds = CommandKinds.of(shell, name, true);
        Optional<CommandKinds.File> file = kinds.isEmpty() ? CommandKinds.file(shell, name) : Optional.empty();
        if (kinds.isEmpty() && file.isEmpty()) {
            if (verbose) {
                shell.complain("command: " + name + ": not found");
            }
            return false;
        }
        CommandKinds.Kind kind = kinds.isEmpty() ? file.get() : kinds.get(0);
        if (verbose) {
            shell.out(Type.sentence(shell, name, kind));
        } else if (kind instanceof CommandKinds.AliasOf alias) {
            shell.out("alias " + name + "='" + alias.value().replace("'", "'\\''") + "'\n");
        } else {
            shell.out((kind instanceof CommandKinds.File found ? found.path() : name) + "\n");
        }
        return true;
    }
}
