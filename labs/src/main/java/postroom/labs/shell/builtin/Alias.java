package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;

/** {@code alias}. */
final class Alias implements Builtin {
    private static final int MAX_ALIASES = 2000;

    @Override
    public String name() {
        return "alias";
    }

    @Override
    public String synopsis() {
        return "alias [-p] [name[=value] ... ]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "p", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        List<String> operands = options.get().operands(arguments);
        if (operands.isEmpty() || options.get().has('p')) {
            for (String name : shell.aliases().keySet()) {
                print(shell, name);
            }
        }
        int status = 0;
        for (String operand : operands) {
            int equals = operand.indexOf('=');
            if (equals > 0) {
                String name = operand.substring(0, equals);
                if (name.matches(".*[\\s$`'\"\\\\/&|;()<>=].*")) {
                    shell.complain("alias: `" + name + "': invalid alias name");
                    status = 1;
                } else if (shell.aliases().size() < MAX_ALIASES) {
                    shell.aliases().put(name, operand.substring(equals + 1));
                }
            } else if (shell.aliases().containsKey(operand)) {
                print(shell, operand);
            } else {
                shell.complain("alias: " + operand + ": not found");
                status = 1;
            }
        }
        return status;
    }

    private static void print(Shell shell, String name) throws IOException {
        String value = shell.aliases().get(name).replace("'", "'\\''");
        shell.out((shell.isDash() ? "" : "alias ") + name + "='" + value + "'\n");
    }
}
