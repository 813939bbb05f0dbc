package postroom.labs.shell.builtin;

import java.util.List;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;
import postroom.labs.shell.run.Unwind;

/** {@code return}. */
final class Return implements Builtin {
    @Override
    public String name() {
        return "return";
    }

    @Override
    public String synopsis() {
        return "return [n]";
    }

    @Override
    public boolean special() {
        return true;
    }

    @Override
    public int run(Shell shell, List<String> arguments) {
        int status = Exit.status(shell, "return", arguments);
        if (!shell.calls().canReturn()) {
            if (shell.isDash()) {
                throw new Unwind.Exit(status);
            }
            shell.complain("return: can only `return' from a function or sourced script");
            return 2;
        }
        throw new Unwind.Return(status);
    }
}
