package postroom.labs.shell.builtin;

import java.util.List;
import java.util.Optional;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;
import postroom.labs.shell.run.Unwind;

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
        Optional<Integer> status = status(shell, name, arguments);
        if (status.isEmpty()) {
            return 1;
        }
        if (shell.interactive() && shell.warnOfStoppedJobs()) {
            return 1;
        }
        throw new Unwind.Exit(status.get());
    }

    /** The number of {@code exit} and {@code return}; empty if there are too many. */
    static Optional<Integer> status(Shell shell, String name, List<String> arguments) {
        int at = arguments.size() > 1 && arguments.get(1).equals("--") ? 2 : 1;
        if (arguments.size() == at) {
            return Optional.of(shell.status());
        }
        String text = arguments.get(at).strip();
        if (!text.matches("[-+]?[0-9]{1,18}")) {
            shell.complain(name + ": " + arguments.get(at) + ": numeric argument required");
            return Optional.of(2);
        }
        if (arguments.size() > at + 1) {
            shell.complain(name + ": too many arguments");
            return Optional.empty();
        }
        return Optional.of((int) (Long.parseLong(text) & 0xFF));
    }
}
