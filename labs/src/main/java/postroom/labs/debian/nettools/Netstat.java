package postroom.labs.debian.nettools;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.Resolver;
import postroom.labs.net.Connection;
import postroom.labs.net.Endpoint;
import postroom.labs.net.Node;

/**
 * {@code netstat(8)} of net-tools: what listens and what is connected by TCP. The lab has no UDP and shows no UNIX
 * sockets; their headings are printed where the real one prints them.
 */
public final class Netstat implements Program {
    /** The programs of package net-tools. */
    public static final Map<String, Program> PROGRAMS = Map.of("net-tools/netstat", new Netstat());

    private static final Getopt OPTIONS = new Getopt(
            "rigsMvWnNeopcalFCtuUSwxA:46Vh",
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
            "n",
            "numeric-ports",
            "n",
            "numeric-users",
            "n",
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

    @Override
    public int run(Process process) throws IOException {
        Getopt.Parsed parsed;
        try {
            parsed = OPTIONS.parse(process.argv());
        } catch (UsageException wrong) {
            process.err().println(wrong.getMessage());
            process.err().print(usage());
            return 3;
        }
        if (parsed.has("h")) {
            process.out().print(usage());
            return 0;
        }
        if (parsed.has("i")) {
            return interfaces(process);
        }
        if (parsed.has("r")) {
            return routes(process);
        }
        sockets(process, parsed);
        return 0;
    }

    private static String usage() throws IOException {
        try (InputStream in = Netstat.class.getResourceAsStream("/postroom/labs/debian/nettools/netstat-usage")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int interfaces(Process process) throws IOException {
        process.out().println("Kernel Interface table");
        process.out().println("Iface             MTU    RX-OK RX-ERR RX-DRP RX-OVR    TX-OK TX-ERR TX-DRP TX-OVR Flg");
        if (!process.host().node().addresses().isEmpty()) {
            process.out()
                    .println("eth0             1500        0      0      0 0             0      0      0      0 BMRU");
        }
        process.out().println("lo              65536        0      0      0 0             0      0      0      0 LRU");
        return 0;
    }

    private static int routes(Process process) throws IOException {
        process.out().println("Kernel IP routing table");
        process.out().println("Destination     Gateway         Genmask         Flags   MSS Window  irtt Iface");
        if (!process.host().node().addresses().isEmpty()) {
            process.out().println("192.0.2.0       0.0.0.0         255.255.255.0   U         0 0          0 eth0");
        }
        return 0;
    }

    private static void sockets(Process process, Getopt.Parsed parsed) throws IOException {
        boolean all = parsed.has("a");
        boolean listening = parsed.has("l");
        boolean families = parsed.has("t") || parsed.has("u") || parsed.has("w") || parsed.has("x");
        String which = all ? "servers and established" : listening ? "only servers" : "w/o servers";
        if (!families || parsed.has("t") || parsed.has("u") || parsed.has("w")) {
            process.out().println("Active Internet connections (" + which + ")");
            process.out()
                    .println("Proto Recv-Q Send-Q Local Address           Foreign Address         State      "
                            + (parsed.has("p") ? " PID/Program name    " : ""));
        }
        if (!families || parsed.has("t")) {
            tcp(process, parsed, all || listening, !listening || all);
        }
        if (!families || parsed.has("x")) {
            process.out().println("Active UNIX domain sockets (" + which + ")");
            process.out()
                    .println("Proto RefCnt Flags       Type       State         I-Node  "
                            + (parsed.has("p") ? " PID/Program name    " : "") + " Path");
        }
    }

    private static void tcp(Process process, Getopt.Parsed parsed, boolean servers, boolean connections)
            throws IOException {
        Node node = process.host().node();
        for (int length : new int[] {4, 16}) {
            if (servers) {
                for (Node.Listening each : node.listening()) {
                    if (each.local().address().getAddress().length == length) {
                        row(process, parsed, each.local(), null, "LISTEN", each.owner());
                    }
                }
            }
            if (connections) {
                for (Connection each : node.connections()) {
                    if (each.local().address().getAddress().length == length) {
                        row(process, parsed, each.local(), each.remote(), "ESTABLISHED", each.owner());
                        if (node.isOwn(each.remote().address())
                                && !node.connections().stream()
                                        .anyMatch(it -> it.local().equals(each.remote()))) {
                            row(process, parsed, each.remote(), each.local(), "ESTABLISHED", 0);
                        }
                    }
                }
            }
        }
    }

    private static void row(
            Process process, Getopt.Parsed parsed, Endpoint local, Endpoint remote, String state, int owner)
            throws IOException {
        boolean six = local.address().getAddress().length == 16;
        boolean numeric = parsed.has("n");
        String here = text(process, local.address(), local.port(), numeric);
        String there = remote == null
                ? six ? numeric ? ":::*" : "[::]:*" : "0.0.0.0:*"
                : text(process, remote.address(), remote.port(), numeric);
        String line = String.format("%-5s %6d %6d %-23s %-23s %-11s", six ? "tcp6" : "tcp", 0, 0, here, there, state);
        if (parsed.has("p")) {
            line += " " + String.format("%-20s", owner(process, owner));
        }
        process.out().println(line);
    }

    private static String owner(Process process, int pid) {
        Optional<Process> owner = process.host().processes().find(pid);
        boolean mine = owner.isPresent()
                && (process.who().isRoot()
                        || owner.get().who().uid() == process.who().uid());
        if (!mine) {
            return "-";
        }
        String program = owner.get().title().split(" ")[0];
        return pid + "/" + program.substring(program.lastIndexOf('/') + 1);
    }

    private static String text(Process process, InetAddress address, int port, boolean numeric) {
        Resolver resolver = new Resolver(process);
        String number = address.isAnyLocalAddress()
                ? address.getAddress().length == 16 ? "::" : "0.0.0.0"
                : address.getHostAddress().replaceFirst("^0:0:0:0:0:0:0:1$", "::1");
        if (numeric) {
            return number + ":" + port;
        }
        String name =
                address.isAnyLocalAddress() ? number : resolver.name(address).orElse(number);
        String shown = name.contains(":") ? "[" + name + "]" : name;
        return shown + ":" + resolver.service(port).orElse(Integer.toString(port));
    }
}
