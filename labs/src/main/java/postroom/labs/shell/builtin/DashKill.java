package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postroom.labs.host.Signal;
import postroom.labs.shell.run.Shell;

/** {@code kill} as dash has it: its own usage, list of signals and statuses. */
final class DashKill {
    private static final int LAST_SIGNAL = 64;

    private DashKill() {}

    static int run(Shell shell, List<String> arguments) throws IOException {
        int at = 1;
        String wanted = "TERM";
        String first = arguments.size() > 1 ? arguments.get(1) : "";
        if (first.equals("-l")) {
            return names(shell, arguments.subList(2, arguments.size()));
        }
        if (first.equals("-s")) {
            if (arguments.size() < 3) {
                return complain(shell, "No arg for -s option");
            }
            wanted = arguments.get(2);
            at = 3;
            if (!known(wanted)) {
                return complain(shell, "invalid signal number or name: " + wanted);
            }
        } else if (first.startsWith("-") && first.length() > 1 && !first.equals("--")) {
            wanted = first.substring(1);
            at = 2;
            if (!known(wanted)) {
                return complain(shell, "Illegal option -" + wanted.charAt(0));
            }
        }
        if (at < arguments.size() && arguments.get(at).equals("--")) {
            at++;
        }
        if (at >= arguments.size()) {
            return complain(
                    shell, "Usage: kill [-s sigspec | -signum | -sigspec] [pid | job]... or\nkill -l [exitstatus]");
        }
        Optional<Signal> signal = wanted.equals("0") ? Optional.empty() : Kill.signal(wanted);
        int status = 0;
        for (String target : arguments.subList(at, arguments.size())) {
            if (target.startsWith("%") && JobsCommand.quietly(shell, target).isEmpty()) {
                return complain(shell, "No such job: " + target);
            }
            if (!target.startsWith("%") && !target.matches("-?[0-9]{1,9}")) {
                return complain(shell, "Illegal number: " + target);
            }
            status = Kill.send(shell, target, signal) ? status : 1;
        }
        return status;
    }

    private static int complain(Shell shell, String message) {
        shell.complain("kill: " + message);
        return 2;
    }

    private static boolean known(String text) {
        return text.equals("0") || Kill.signal(text.toUpperCase(Locale.ROOT)).isPresent();
    }

    private static int names(Shell shell, List<String> operands) throws IOException {
        if (operands.isEmpty()) {
            for (int number = 0; number <= LAST_SIGNAL; number++) {
                shell.out(name(number) + "\n");
            }
            return 0;
        }
        String operand = operands.get(0); // dash looks at the first alone
        if (!operand.matches("[0-9]{1,9}")) {
            return complain(shell, "Illegal number: " + operand);
        }
        int number = Integer.parseInt(operand);
        number = number > 128 ? number - 128 : number;
        if (number < 1 || number > LAST_SIGNAL) {
            return complain(shell, "invalid signal number or exit status: " + operand);
        }
        shell.out(name(number) + "\n");
        return 0;
    }

    private static String name(int number) {
        boolean nameless = number == 0 || number == 16 || number == 32 || number == 33;
        return nameless ? Integer.toString(number) : Kill.shown(number).substring("SIG".length());
    }
}
