package postroom.labs.shell.builtin;

import java.util.List;
import java.util.Optional;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;

/** {@code eval}. */
final class Eval implements Builtin {
    @Override
    public String name() {
        return "eval";
    }

    @Override
    public String synopsis() {
        return "eval [arg ...]";
    }

    @Override
    public boolean special() {
        return true;
    }

    @Override
    public int run(Shell shell, List<String> arguments) {
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        List<String> operands = options.get().operands(arguments);
        return operands.isEmpty() ? 0 : shell.runText(String.join(" ", operands), "eval");
    }
}
