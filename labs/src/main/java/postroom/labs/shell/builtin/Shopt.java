package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Options;
import postroom.labs.shell.run.Shell;

/** {@code shopt}. */
final class Shopt implements Builtin {
    @Override
    public String name() {
        return "shopt";
    }

    @Override
    public String synopsis() {
        return "shopt [-pqsu] [-o] [optname ...]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "pqsuo", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        OptionScan scan = options.get();
        if (scan.has('s') && scan.has('u')) {
            shell.complain("shopt: cannot set and unset shell options simultaneously");
            return 1;
        }
        Set<String> known = scan.has('o') ? Options.setNames() : Options.shoptNames();
        List<String> operands = scan.operands(arguments);
        List<String> names = operands.isEmpty() ? new ArrayList<>(known) : operands;
        boolean changes = scan.has('s') || scan.has('u');
        int status = 0;
        for (String name : names) {
            if (!known.contains(name)) {
                shell.complain("shopt: " + name + ": invalid shell option name");
                status = 1;
                continue;
            }
            boolean on = shell.options().is(name);
            if (changes && !operands.isEmpty()) {
                shell.options().set(name, scan.has('s'));
                continue;
            }
            if (changes && on != scan.has('s')) {
                continue;
            }
            if (!operands.isEmpty() && !on) {
                status = 1;
            }
            if (!scan.has('q')) {
                shell.out(line(name, on, scan.has('p'), scan.has('o')));
            }
        }
        return status;
    }

    private static String line(String name, boolean on, boolean reusable, boolean setOption) {
        if (reusable) {
            return setOption
                    ? "set " + (on ? "-" : "+") + "o " + name + "\n"
                    : "shopt " + (on ? "-s " : "-u ") + name + "\n";
        }
        return String.format("%-15s\t%s%n", name, on ? "on" : "off");
    }
}
