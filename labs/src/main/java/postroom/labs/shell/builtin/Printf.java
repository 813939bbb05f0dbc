package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.shell.run.Assignments;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;
import postroom.labs.shell.syntax.ByteText;

/** {@code printf}. */
final class Printf implements Builtin {
    @Override
    public String name() {
        return "printf";
    }

    @Override
    public String synopsis() {
        return "printf [-v var] format [arguments]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "v:", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        List<String> operands = options.get().operands(arguments);
        if (operands.isEmpty()) {
            return OptionScan.usage(shell, "printf", synopsis());
        }
        PrintfFormat format = new PrintfFormat(shell, operands.get(0), operands.subList(1, operands.size()));
        Optional<String> variable = options.get().value('v');
        if (variable.isPresent() && !variable.get().matches("[A-Za-z_][A-Za-z0-9_]*(\\[.*])?")) {
            shell.complain("printf: `" + variable.get() + "': not a valid identifier");
            return 2;
        }
        int status = format.run();
        byte[] bytes = format.output();
        if (variable.isPresent()) {
            assign(shell, variable.get(), ByteText.decode(bytes));
        } else {
            shell.process().out().write(bytes, 0, bytes.length);
        }
        return status;
    }

    private static void assign(Shell shell, String name, String value) {
        int bracket = name.indexOf('[');
        if (bracket > 0) {
            String subscript = name.substring(bracket + 1, name.length() - 1);
            shell.expander().arrays().assign(name.substring(0, bracket), subscript, value, false);
        } else {
            new Assignments(shell).scalar(name, value, false);
        }
    }
}
