package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;

/** {@code pwd}. */
final class Pwd implements Builtin {
    @Override
    public String name() {
        return "pwd";
    }

    @Override
    public String synopsis() {
        return "pwd [-LP]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "LP", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        boolean physical = options.get()
                .last("LP")
                .map(c -> c == 'P')
                .orElse(shell.options().is("physical"));
        String cwd = shell.process().cwd();
        shell.out((physical ? cwd : shell.variables().get("PWD").orElse(cwd)) + "\n");
        return 0;
    }
}
