package postroom.labs.shell.builtin;

import java.util.List;
import java.util.Optional;
import postroom.labs.host.Signal;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;

/** {@code suspend}. */
final class Suspend implements Builtin {
    @Override
    public String name() {
        return "suspend";
    }

    @Override
    public String synopsis() {
        return "suspend [-f]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) {
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "f", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        if (!shell.options().is("monitor")) {
            shell.complain("suspend: cannot suspend: no job control");
            return 1;
        }
        if (shell.mode().login() && !options.get().has('f')) {
            shell.complain("suspend: cannot suspend a login shell");
            return 1;
        }
        shell.process().signal(Signal.STOP);
        shell.step();
        return 0;
    }
}
