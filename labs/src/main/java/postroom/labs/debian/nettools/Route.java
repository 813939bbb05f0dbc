package postroom.labs.debian.nettools;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

    private static final Set<String> FAMILIES = Set.of("inet", "inet6", "ax25", "ipx", "netrom", "x25", "rose", "ddp");

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
        String family = parsed.value("A", "inet");
        if (!FAMILIES.contains(family)) {
            process.err().println("Unknown address family `" + family + "'.");
            return 1;
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
            process.err().print(HelpText.of("net-tools/route-inet"));
            return 3;
        }
        if (!List.of("add", "del", "delete").contains(command)) {
            process.err().print(HelpText.of("net-tools/route"));
            process.err().print(HelpText.of("net-tools/families"));
            return 3;
        }
        return new RouteChange(process, command.equals("add")).run(words.subList(1, words.size()));
    }

    /** {@code -net} and {@code -host} behind the verb are words, not options. */
    @Override
    protected List<String> argv(Process process) {
        List<String> words = new ArrayList<>(process.argv());
        int verb = Math.max(words.indexOf("add"), Math.max(words.indexOf("del"), words.indexOf("delete")));
        if (verb >= 0) {
            words.add(verb, "--");
        }
        return words;
    }

    private static int usage(Process process, int status) throws IOException {
        process.err().print(HelpText.of("net-tools/families"));
        process.err().print(HelpText.of("net-tools/route"));
        return status;
    }
}
