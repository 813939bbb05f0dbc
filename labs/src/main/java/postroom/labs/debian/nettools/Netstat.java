package postroom.labs.debian.nettools;

import java.io.IOException;
import java.util.Set;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.GetoptProgram;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;

/**
 * {@code netstat(8)} of net-tools: TCP and UDP sockets, interfaces, routes. Of UNIX sockets the lab has none; their heading
 * is printed where the real one prints it.
 */
public final class Netstat extends GetoptProgram {
    private static final Getopt OPTIONS = new Getopt(
            "rigsMvWnNeopcalFCtuUSwxA:46VhZ",
            "route",
            "r",
            "interfaces",
            "i",
            "groups",
            "g",
            "statistics",
            "s",
            "verbose",
            "v",
            "wide",
            "W",
            "numeric",
            "n",
            "numeric-hosts",
            "numeric-hosts",
            "numeric-ports",
            "numeric-ports",
            "numeric-users",
            "numeric-users",
            "protocol=",
            "A",
            "symbolic",
            "N",
            "extend",
            "e",
            "programs",
            "p",
            "timers",
            "o",
            "continuous",
            "c",
            "listening",
            "l",
            "all",
            "a",
            "fib",
            "F",
            "cache",
            "C",
            "tcp",
            "t",
            "udp",
            "u",
            "udplite",
            "U",
            "sctp",
            "S",
            "raw",
            "w",
            "unix",
            "x",
            "inet",
            "4",
            "inet6",
            "6",
            "version",
            "V",
            "help",
            "h");

    private static final Set<String> FAMILIES = Set.of("inet", "inet6", "unix", "ax25", "ipx", "netrom", "x25", "rose");

    /** The program. */
    public Netstat() {
        super(OPTIONS);
    }

    @Override
    protected int misused(Process process) throws IOException {
        process.err().print(HelpText.of("net-tools/netstat"));
        process.err().print(HelpText.of("net-tools/families"));
        return 3;
    }

    @Override
    protected int run(Process process, Getopt.Parsed parsed) throws IOException {
        for (Getopt.Option each : parsed.options()) {
            for (String family : each.is("A") ? each.value().split(",") : new String[0]) {
                if (!FAMILIES.contains(family)) {
                    process.err().println("Unknown address family `" + family + "'.");
                    return 1;
                }
            }
        }
        if (parsed.has("h")) {
            process.err().print(HelpText.of("net-tools/families"));
            process.err().print(HelpText.of("net-tools/netstat"));
            return 0;
        }
        if (parsed.has("V")) {
            process.out().print(HelpText.of("net-tools/netstat-version"));
            return 0;
        }
        if (parsed.has("Z")) {
            process.err().println("SELinux is not enabled on this machine.");
            return 1;
        }
        do {
            int status = once(process, parsed);
            if (status != 0 || !parsed.has("c")) {
                return status;
            }
            process.out().flush();
            process.sleep(java.time.Duration.ofSeconds(1));
        } while (true);
    }

    private static int once(Process process, Getopt.Parsed parsed) throws IOException {
        boolean six = parsed.has("6") || parsed.value("A", "").equals("inet6");
        if (parsed.has("r")) {
            RoutingTable table = new RoutingTable(process, parsed.has("n"));
            long extended = parsed.options().stream().filter(it -> it.is("e")).count();
            return six ? table.six() : parsed.has("C") ? table.cache() : table.four((int) Math.min(2, extended));
        }
        if (parsed.has("i")) {
            process.out().println("Kernel Interface table");
            if (parsed.has("e")) {
                return Ifconfig.show(process, null);
            }
            process.out()
                    .println("Iface             MTU    RX-OK RX-ERR RX-DRP RX-OVR    TX-OK TX-ERR TX-DRP TX-OVR Flg");
            return Ifconfig.rows(process, null);
        }
        if (parsed.has("g")) {
            return groups(process, parsed.has("n"));
        }
        if (parsed.has("s")) {
            return new Statistics(process).print(parsed.has("t"), parsed.has("u"), parsed.has("w"));
        }
        if (parsed.has("M")) {
            process.err().println("netstat: no support for `ip_masquerade' on this system.");
            return 1;
        }
        new SocketList(process, parsed).print();
        return 0;
    }

    private static int groups(Process process, boolean numeric) throws IOException {
        process.out().println("IPv6/IPv4 Group Memberships");
        process.out().println("Interface       RefCnt Group");
        process.out().println("--------------- ------ ---------------------");
        process.out().println("lo              1      224.0.0.1");
        process.out().println("lo              1      " + (numeric ? "ff02::1" : "ip6-allnodes"));
        process.out().println("lo              1      ff01::1");
        return 0;
    }
}
