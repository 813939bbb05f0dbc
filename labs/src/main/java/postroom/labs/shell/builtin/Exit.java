package postroom.labs.shell.builtin;

import java.util.List;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;
import postroom.labs.shell.run.Unwind;
import postroom.labs.shell.state.ShellError;

/** {@code exit} and {@code logout}. */
record Exit(String name) implements Builtin {
    @Override
    public String synopsis() {
        return name + " [n]";
    }

    @Override
    public boolean special() {
        return name.equals("exit");
    }

    @Override
    public int run(Shell shell, List<String> arguments) {
        if (name.equals("logout") && !shell.mode().login()) {
            shell.complain("logout: not login shell: use `exit'");
            return 1;
        }
        if (shell.interactive()) {
            shell.say(shell.mode().login() ? "logout" : "exit");
        }
        int status = status(shell, name, arguments);
        if (shell.interactive() && shell.warnOfStoppedJobs()) {
            return 1;
        }
        throw new Unwind.Exit(status);
    }

    /** The number of {@code exit} and {@code return}; one too many drops the line. */
    static int status(Shell shell, String name, List<String> arguments) {
        int at = arguments.size() > 1 && arguments.get(1).equals("--") ? 2 : 1;
        if (arguments.size() == at) {
            return shell.status();
        }
        String text = arguments.get(at).strip();
        if (!text.matches("[-+]?[0-9]{1,18}")) {
            shell.complain(name + ": " + arguments.get(at) + ": numeric argument required");
            return 2;
        }
        if (arguments.size() > at + 1) {
            throw new ShellError(name + ": too many arguments");
        }
        return (int) (Long.parseLong(text) & 0xFF);
    }
}
