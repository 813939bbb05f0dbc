package postroom.labs.shell.builtin;

import java.util.List;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;
import postroom.labs.shell.state.ShellError;

/** {@code shift}. */
final class Shift implements Builtin {
    @Override
    public String name() {
        return "shift";
    }

    @Override
    public String synopsis() {
        return "shift [n]";
    }

    @Override
    public boolean special() {
        return true;
    }

    @Override
    public int run(Shell shell, List<String> arguments) {
        int count = 1;
        if (arguments.size() > 2) {
            throw new ShellError("shift: too many arguments");
        }
        if (arguments.size() == 2) {
            if (!arguments.get(1).matches("[-+]?[0-9]{1,9}")) {
                shell.complain("shift: " + arguments.get(1) + ": numeric argument required");
                return 1;
            }
            count = Integer.parseInt(arguments.get(1));
        }
        List<String> positional = shell.positional();
        if (count < 0) {
            shell.complain("shift: " + count + ": shift count out of range");
            return 1;
        }
        if (count > positional.size()) {
            if (shell.option("shift_verbose") || shell.isDash()) {
                shell.complain("shift: " + count + ": shift count out of range");
            }
            return 1;
        }
        shell.positional(positional.subList(count, positional.size()));
        return 0;
    }
}
