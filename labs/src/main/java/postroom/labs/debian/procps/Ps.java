package postroom.labs.debian.procps;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Memory;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/**
 * {@code ps(1)}: the process table, with the options of System V, BSD and GNU. {@code VSZ} and {@code RSS} are made up from
 * the program's name, since nothing here has pages.
 */
final class Ps implements Program {
    @Override
    public int run(Process process) throws IOException {
        PsCall call;
        try {
            call = PsOptions.parse(process);
        } catch (IllegalArgumentException wrong) {
            process.err().print("error: " + wrong.getMessage() + "\n" + HelpText.of("procps/ps"));
            return 1;
        }
        if (call.help != null) {
            process.out().print(help(call.help));
            return 0;
        }
        if (call.version) {
            process.out().println("ps from procps-ng 4.0.2");
            return 0;
        }
        if (call.formats) {
            for (String each : PsColumn.names()) {
                process.out()
                        .println(String.format(
                                "%-12s %-8s", each, PsColumn.of(each).title()));
            }
            return 0;
        }
        List<Process> shown = process.host().processes().all().stream()
                .filter(it -> call.covers(process, it))
                .sorted(order(process, call))
                .collect(Collectors.toList());
        new PsTable(process, call).print(shown);
        return shown.isEmpty() ? 1 : 0;
    }

    private static String help(String wish) {
        String section = switch (wish) {
            case "s", "simple" -> "-simple";
            case "l", "list" -> "-list";
            case "o", "output" -> "-output";
            case "t", "threads" -> "-threads";
            case "m", "misc" -> "-misc";
            case "a", "all" -> "-all";
            default -> "";
        };
        return HelpText.of("procps/ps" + section);
    }

    private static Comparator<Process> order(Process me, PsCall call) {
        Comparator<Process> order = (a, b) -> 0;
        for (PsCall.SortKey key : call.order) {
            Comparator<Process> next = (a, b) ->
                    compare(key.column().value().of(me, a), key.column().value().of(me, b));
            order = order.thenComparing(key.down() ? next.reversed() : next);
        }
        return order.thenComparingInt(Process::pid);
    }

    private static int compare(Object a, Object b) {
        if (a instanceof Number left && b instanceof Number right) {
            return Long.compare(left.longValue(), right.longValue());
        }
        return a.toString().compareTo(b.toString());
    }

    /** An address space made up from the program's name, in KiB. */
    static int size(Process it) {
        return Memory.sizeKib(it);
    }

    static String command(Process it) {
        return Memory.command(it);
    }

    static String state(Process me, Process it) {
        String letter = it == me
                ? "R"
                : it.isStopped() ? "T" : it.status() != null && it.status().ended() ? "Z" : "S";
        boolean leads = it.session() == it.pid() && it.pid() != 1;
        boolean front = it.terminal().map(t -> t.foreground() == it.group()).orElse(false);
        String nice = it.niceness() > 0 ? "N" : it.niceness() < 0 ? "<" : "";
        return letter + nice + (leads ? "s" : "") + (front ? "+" : "");
    }
}
