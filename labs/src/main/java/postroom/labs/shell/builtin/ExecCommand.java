package postroom.labs.shell.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;
import postroom.labs.shell.run.Unwind;

/** {@code exec}: the shell becomes a program; without one its redirections stay. */
final class ExecCommand implements Builtin {
    @Override
    public String name() {
        return "exec";
    }

    @Override
    public String synopsis() {
        return "exec [-cl] [-a name] [command [argument ...]] [redirection ...]";
    }

    @Override
    public boolean special() {
        return true;
    }

    @Override
    public int run(Shell shell, List<String> arguments) {
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "cla:", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        List<String> operands = options.get().operands(arguments);
        if (operands.isEmpty()) {
            return 0;
        }
        String name = operands.get(0);
        Optional<String> path =
                name.contains("/") ? Optional.of(name) : shell.lookup().find(name, false);
        if (path.isEmpty()) {
            shell.complain("exec: " + name + ": not found");
            return failed(shell, 127);
        }
        if (!shell.process().files().allows(path.get(), 1) || shell.files().isFolder(path.get())) {
            boolean exists = shell.files().exists(path.get());
            String reason = exists ? "cannot execute: Permission denied" : "No such file or directory";
            if (exists && shell.files().isFolder(path.get())) {
                reason = "cannot execute: Is a directory";
            }
            shell.complain((exists ? "" : "exec: ") + path.get() + ": " + reason);
            return failed(shell, exists ? 126 : 127);
        }
        List<String> argv = new ArrayList<>(operands);
        String zero = options.get().value('a').orElse(name);
        argv.set(0, options.get().has('l') ? "-" + zero : zero);
        throw new Unwind.Exit(shell.become(path.get(), argv));
    }

    private static int failed(Shell shell, int status) {
        if (!shell.interactive() && !shell.option("execfail")) {
            throw new Unwind.Exit(status);
        }
        return status;
    }
}
