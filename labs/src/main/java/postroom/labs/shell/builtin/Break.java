package postroom.labs.shell.builtin;

import java.util.List;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;
import postroom.labs.shell.run.Unwind;
import postroom.labs.shell.state.ShellError;

/** {@code break} and {@code continue}. */
record Break(String name) implements Builtin {
    @Override
    public String synopsis() {
        return name + " [n]";
    }

    @Override
    public boolean special() {
        return true;
    }

    @Override
    public int run(Shell shell, List<String> arguments) {
        int loops = shell.interpreter().loops();
        if (loops == 0) {
            shell.complain(name + ": only meaningful in a `for', `while', or `until' loop");
            return 0;
        }
        int levels = 1;
        if (arguments.size() > 1) {
            String text = arguments.get(1);
            if (!text.matches("[-+]?[0-9]{1,9}")) {
                shell.complain(name + ": " + text + ": numeric argument required");
                throw new Unwind.Exit(128);
            }
            levels = Integer.parseInt(text);
            if (arguments.size() > 2) {
                throw new ShellError(name + ": too many arguments");
            }
            if (levels <= 0) {
                shell.complain(name + ": " + text + ": loop count out of range");
                throw new Unwind.Loop(false, loops);
            }
        }
        throw new Unwind.Loop(name.equals("continue"), Math.min(levels, loops));
    }
}
