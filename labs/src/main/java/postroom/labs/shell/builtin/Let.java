package postroom.labs.shell.builtin;

import java.util.List;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;
import postroom.labs.shell.state.ShellError;

/** {@code let}. */
final class Let implements Builtin {
    @Override
    public String name() {
        return "let";
    }

    @Override
    public String synopsis() {
        return "let arg [arg ...]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) {
        List<String> expressions = arguments.subList(1, arguments.size());
        if (!expressions.isEmpty() && expressions.get(0).equals("--")) {
            expressions = expressions.subList(1, expressions.size());
        }
        if (expressions.isEmpty()) {
            shell.complain("let: expression expected");
            return 1;
        }
        long value = 0;
        for (String expression : expressions) {
            try {
                value = shell.expander().arithmetic(expression);
            } catch (ShellError e) {
                shell.complain("let: " + e.getMessage());
                return 1;
            }
        }
        return value != 0 ? 0 : 1;
    }
}
