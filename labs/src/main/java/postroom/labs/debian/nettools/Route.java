package postroom.labs.debian.nettools;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.GetoptProgram;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;

/** {@code route(8)}: shows the routing table, which nobody can change. */
public final class Route extends GetoptProgram {
    private static final Getopt OPTIONS = new Getopt(
            "A:eCFhnN64Vv?",
            "extend",
            "e",
            "verbose",
            "v",
            "version",
            "V",
            "numeric",
            "n",
            "symbolic",
            "N",
            "protocol=",
            "A",
            "cache",
            "C",
            "fib",
            "F",
            "help",
            "h",
            "inet",
            "4",
            "inet6",
            "6");

    /** The program. */
    public Route() {
        super(OPTIONS);
    }

    @Override
    protected int misused(Process process) throws IOException {
        return usage(process, 0);
    }

    @Override
    protected int run(Process process, Getopt.Parsed parsed) throws IOException {
        if (parsed.has("h") || parsed.has("?")) {
            return usage(process, 0);
        }
        if (parsed.has("V")) {
            process.out().print(HelpText.of("net-tools/route-version"));
            return 0;
        }
        List<String> words = parsed.operands();
        if (words.isEmpty()) {
            boolean six = parsed.has("6") || parsed.value("A", "").equals("inet6");
            long extended = parsed.options().stream().filter(it -> it.is("e")).count();
            RoutingTable table = new RoutingTable(process, parsed.has("n"));
            return six
                    ? table.six()
                    : parsed.has("C") ? table.cache() : table.four(extended == 0 ? 1 : extended == 1 ? 0 : 2);
        }
        String command = words.get(0);
        if (command.equals("flush")) {
            process.err().println("Flushing `inet' routing table not supported");
            return 1;
        }
        if (!List.of("add", "del", "delete").contains(command)) {
            process.err().print(HelpText.of("net-tools/route"));
            process.err().print(HelpText.of("net-tools/families"));
            return 3;
        }
        if (words.size() < 2) {
            process.err().print(HelpText.of("net-tools/route-inet"));
            return 0;
        }
        process.err()
                .println((command.equals("add") ? "SIOCADDRT" : "SIOCDELRT") + ": "
                        + (process.who().isRoot() && !command.equals("add")
                                ? "No such process"
                                : process.who().isRoot() ? "Network is unreachable" : "Operation not permitted"));
        return 7;
    }

    private static int usage(Process process, int status) throws IOException {
        process.err().print(HelpText.of("net-tools/families"));
        process.err().print(HelpText.of("net-tools/route"));
        return status;
    }
}
