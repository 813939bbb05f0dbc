package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.host.Limits;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;

/** {@code ulimit}: shows the host's limits; they are the lab's and cannot be raised. */
final class Ulimit implements Builtin {
    @Override
    public String name() {
        return "ulimit";
    }

    @Override
    public String synopsis() {
        return "ulimit [-SHabcdefiklmnpqrstuvxPRT] [limit]";
    }

    /** dash's list, with bash's letters. */
    private static final String[][] DASH = {
        {"time(seconds)", "t"},
        {"file(blocks)", "f"},
        {"data(kbytes)", "d"},
        {"stack(kbytes)", "s"},
        {"coredump(blocks)", "c"},
        {"memory(kbytes)", "m"},
        {"locked memory(kbytes)", "l"},
        {"process", "u"},
        {"nofiles", "n"},
        {"vmemory(kbytes)", "v"},
        {"locks", "x"},
        {"rtprio", "r"}
    };

    private static String value(List<Limit> limits, char letter) {
        return limits.stream()
                .filter(it -> it.letter() == letter)
                .map(Limit::value)
                .findFirst()
                .orElse("unlimited");
    }

    private static int dash(Shell shell, List<String> operands, Limit limit) {
        if (operands.size() > 1) {
            shell.complain("ulimit: too many arguments");
            return 2;
        }
        String wanted = operands.get(0);
        if (!wanted.matches("[0-9]{1,15}|unlimited")) {
            shell.complain("ulimit: bad number");
            return 2;
        }
        if (wanted.equals(limit.value())) {
            return 0;
        }
        shell.complain("ulimit: error setting limit (Operation not permitted)");
        return 2;
    }

    /** One line of {@code ulimit -a}. */
    private record Limit(char letter, String text, String unit, String value) {}

    private static List<Limit> limits(Limits limits) {
        String processes = Integer.toString(limits.processes());
        return List.of(
                new Limit('R', "real-time non-blocking time", "(microseconds, -R)", "unlimited"),
                new Limit('c', "core file size", "(blocks, -c)", "0"),
                new Limit('d', "data seg size", "(kbytes, -d)", "unlimited"),
                new Limit('e', "scheduling priority", "(-e)", "0"),
                new Limit('f', "file size", "(blocks, -f)", "unlimited"),
                new Limit('i', "pending signals", "(-i)", "64"),
                new Limit('l', "max locked memory", "(kbytes, -l)", "8192"),
                new Limit('m', "max memory size", "(kbytes, -m)", "unlimited"),
                new Limit('n', "open files", "(-n)", Integer.toString(limits.openFiles())),
                new Limit('p', "pipe size", "(512 bytes, -p)", "8"),
                new Limit('q', "POSIX message queues", "(bytes, -q)", "819200"),
                new Limit('r', "real-time priority", "(-r)", "0"),
                new Limit('s', "stack size", "(kbytes, -s)", "8192"),
                new Limit('t', "cpu time", "(seconds, -t)", "unlimited"),
                new Limit('u', "max user processes", "(-u)", processes),
                new Limit('v', "virtual memory", "(kbytes, -v)", "unlimited"),
                new Limit('x', "file locks", "(-x)", "unlimited"));
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        String known = shell.isDash() ? "HSatfdscmlpnvwr" : "SHabcdefiklmnpqrstuvxPRT";
        Optional<OptionScan> options = OptionScan.read(shell, arguments, known, synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        List<Limit> limits = limits(shell.process().host().limits());
        if (shell.isDash() && options.get().has('a')) {
            for (String[] each : DASH) {
                shell.out(String.format("%-20s %s%n", each[0], value(limits, each[1].charAt(0))));
            }
            return 0;
        }
        if (options.get().has('a')) {
            for (Limit limit : limits) {
                shell.out(String.format("%-20s%20s %s%n", limit.text(), limit.unit(), limit.value()));
            }
            return 0;
        }
        char given = options.get().last("cdefilmnpqrstuvwxR").orElse('f');
        char letter = shell.isDash() ? given == 'p' ? 'u' : given == 'w' ? 'x' : given : given;
        Limit limit =
                limits.stream().filter(l -> l.letter() == letter).findFirst().orElse(limits.get(4));
        List<String> operands = options.get().operands(arguments);
        if (operands.isEmpty()) {
            shell.out(limit.value() + "\n");
            return 0;
        }
        String wanted = operands.get(0);
        if (shell.isDash()) {
            return dash(shell, operands, limit);
        }
        if (!wanted.matches("[0-9]{1,15}|hard|soft|unlimited")) {
            shell.complain("ulimit: " + wanted + ": invalid number");
            return 1;
        }
        if (wanted.equals(limit.value()) || wanted.equals("hard") || wanted.equals("soft")) {
            return 0;
        }
        shell.complain("ulimit: " + limit.text() + ": cannot modify limit: Operation not permitted");
        return 1;
    }
}
