package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.host.Signal;
import postroom.labs.shell.expand.Quoting;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;

/** {@code trap}. */
final class Trap implements Builtin {
    private static final List<String> OWN = List.of("EXIT", "DEBUG", "ERR", "RETURN");

    @Override
    public String name() {
        return "trap";
    }

    @Override
    public String synopsis() {
        return "trap [-lp] [[arg] signal_spec ...]";
    }

    @Override
    public boolean special() {
        return true;
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "lp", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        List<String> operands = options.get().operands(arguments);
        if (options.get().has('l')) {
            Kill.list(shell);
            return 0;
        }
        if (options.get().has('p') || operands.isEmpty()) {
            return print(shell, operands);
        }
        String command = operands.get(0);
        boolean reset = command.equals("-")
                || condition(command).isPresent() && operands.size() == 1
                || command.matches("[0-9]+");
        List<String> conditions = reset && !command.equals("-") ? operands : operands.subList(1, operands.size());
        if (conditions.isEmpty()) {
            return OptionScan.usage(shell, "trap", synopsis());
        }
        int status = 0;
        for (String each : conditions) {
            Optional<String> condition = condition(each);
            if (condition.isEmpty()) {
                shell.complain("trap: " + each + ": invalid signal specification");
                status = 1;
            } else if (reset) {
                shell.traps().reset(condition.get());
            } else {
                shell.traps().set(condition.get(), command);
            }
        }
        return status;
    }

    private static Optional<String> condition(String text) {
        if (text.equals("0") || text.equalsIgnoreCase("EXIT")) {
            return Optional.of("EXIT");
        }
        for (String own : OWN) {
            if (own.equalsIgnoreCase(text)) {
                return Optional.of(own);
            }
        }
        if (text.matches("[0-9]{1,3}")) {
            return Signal.of(Integer.parseInt(text)).map(Signal::name);
        }
        return Signal.named(text).map(Signal::name);
    }

    private static int print(Shell shell, List<String> wanted) throws IOException {
        List<String> order = new ArrayList<>();
        order.add("EXIT");
        for (Signal signal : Signal.values()) {
            order.add(signal.name());
        }
        order.addAll(List.of("DEBUG", "ERR", "RETURN"));
        int status = 0;
        List<String> shown = new ArrayList<>();
        for (String each : wanted) {
            Optional<String> condition = condition(each);
            if (condition.isEmpty()) {
                shell.complain("trap: " + each + ": invalid signal specification");
                status = 1;
            } else {
                shown.add(condition.get());
            }
        }
        for (String each : order) {
            Optional<String> command = shell.traps().get(each);
            if (command.isPresent() && (wanted.isEmpty() || shown.contains(each))) {
                String name = OWN.contains(each) || shell.isDash() ? each : "SIG" + each;
                shell.out("trap -- " + Quoting.single(command.get()) + " " + name + "\n");
            }
        }
        return status;
    }
}
