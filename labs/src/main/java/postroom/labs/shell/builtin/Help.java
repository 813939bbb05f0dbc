package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.shell.pattern.Pattern;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;

/** {@code help}: how the builtins are called. */
final class Help implements Builtin {
    @Override
    public String name() {
        return "help";
    }

    @Override
    public String synopsis() {
        return "help [-dms] [pattern ...]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "dms", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        List<String> operands = options.get().operands(arguments);
        if (operands.isEmpty()) {
            return overview(shell);
        }
        int status = 0;
        for (String operand : operands) {
            List<Builtin> found = matching(shell, operand);
            if (found.isEmpty()) {
                shell.complain("help: no help topics match `" + operand + "'.  Try `help help' or `man -k " + operand
                        + "' or `info " + operand + "'.");
                status = 1;
            }
            for (Builtin builtin : found) {
                shell.out(builtin.name() + ": " + builtin.synopsis() + "\n");
            }
        }
        return status;
    }

    private static List<Builtin> matching(Shell shell, String operand) {
        Pattern pattern = Pattern.compile(operand);
        List<Builtin> found = new ArrayList<>();
        for (Builtin builtin : shell.builtins().all()) {
            if (builtin.name().equals(operand)) {
                return List.of(builtin);
            }
            if (pattern.matches(builtin.name()) || builtin.name().startsWith(operand)) {
                found.add(builtin);
            }
        }
        return found;
    }

    private static int overview(Shell shell) throws IOException {
        shell.out("GNU bash, version " + shell.variables().get("BASH_VERSION").orElse("")
                + " (x86_64-pc-linux-gnu)\nThe commands that the shell runs itself:\n\n");
        for (Builtin builtin : shell.builtins().all()) {
            shell.out(" " + builtin.synopsis() + "\n");
        }
        return 0;
    }
}
