package postroom.labs.debian.iproute2;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.GetoptProgram;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.sockets.Sock;
import postroom.labs.debian.sockets.Sockets;
import postroom.labs.host.Process;
import postroom.labs.host.Resolver;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Terminal;
import postroom.labs.net.Endpoint;

/** {@code ss(8)} of iproute2: the host's TCP and UDP sockets. */
public final class Ss extends GetoptProgram {
    private static final int MAX_FILTER = 65_536;

    private static final Getopt OPTIONS = new Getopt(
            "halBetuwxnroipsf:miA:D:F:vVSzZN:KHEbOTM460d",
            "numeric",
            "n",
            "resolve",
            "r",
            "options",
            "o",
            "extended",
            "e",
            "memory",
            "m",
            "info",
            "i",
            "processes",
            "p",
            "threads",
            "T",
            "bpf",
            "b",
            "events",
            "E",
            "dccp",
            "d",
            "tcp",
            "t",
            "sctp",
            "S",
            "udp",
            "u",
            "raw",
            "w",
            "unix",
            "x",
            "all",
            "a",
            "listening",
            "l",
            "ipv4",
            "4",
            "ipv6",
            "6",
            "packet",
            "0",
            "family=",
            "f",
            "socket=",
            "A",
            "query=",
            "A",
            "summary",
            "s",
            "diag=",
            "D",
            "filter=",
            "F",
            "version",
            "V",
            "help",
            "h",
            "context",
            "Z",
            "contexts",
            "z",
            "net=",
            "N",
            "kill",
            "K",
            "no-header",
            "H",
            "oneline",
            "O",
            "mptcp",
            "M");
    /** The program. */
    public Ss() {
        super(OPTIONS);
    }

    @Override
    protected int misused(Process process) throws IOException {
        process.err().print(HelpText.of("iproute2/ss"));
        return 255;
    }

    @Override
    protected int run(Process process, Getopt.Parsed parsed) throws IOException {
        if (parsed.has("h")) {
            process.out().print(HelpText.of("iproute2/ss"));
            return 0;
        }
        if (parsed.has("V") || parsed.has("v")) {
            process.out().println("ss utility, iproute2-6.1.0");
            return 0;
        }
        if (parsed.has("Z") || parsed.has("z")) {
            process.err().println("ss: SELinux is not enabled.");
            return 1;
        }
        SsTables tables = new SsTables(parsed);
        if (tables.complaint().isPresent()) {
            process.err().println(tables.complaint().get());
            return misused(process);
        }
        if (parsed.value("f", "").equals("help")) {
            return misused(process);
        }
        if (tables.none()) {
            process.err().println("ss: no socket tables to show with such filter.");
            return 0;
        }
        if (parsed.has("N")) {
            process.err()
                    .println("Cannot open network namespace \"" + parsed.value("N", "")
                            + "\": No such file or directory");
            return 1;
        }
        if (parsed.has("s")) {
            return Summary.print(process);
        }
        SsFilter filter;
        try {
            filter = SsFilter.parse(parsed.operands(), file(process, parsed), new Resolver(process));
        } catch (SsFilter.Wrong wrong) {
            process.err().println(wrong.getMessage());
            return wrong.withUsage() ? misused(process) : wrong.status();
        }
        list(process, parsed, tables, filter);
        return 0;
    }

    /** The filter that a file has, besides the one of the command line. */
    private static String file(Process process, Getopt.Parsed parsed) throws IOException, SsFilter.Wrong {
        String name = parsed.value("F", "");
        if (name.isEmpty()) {
            return "";
        }
        try {
            byte[] text = name.equals("-")
                    ? process.in().readNBytes(MAX_FILTER)
                    : process.files().readAll(name);
            return new String(text, StandardCharsets.UTF_8).replace('\n', ' ').strip();
        } catch (ErrnoException e) {
            throw new SsFilter.Wrong("fopen filter file: " + e.getMessage(), 255, false);
        }
    }

    private static void list(Process process, Getopt.Parsed parsed, SsTables tables, SsFilter filter)
            throws IOException {
        SsStates states = filter.states().orElse(tables.states(parsed.has("l"), parsed.has("a")));
        Columns table = new Columns();
        if (tables.single()) {
            table.hide(0);
        }
        if (states.single()) {
            table.hide(1);
        }
        if (!parsed.has("H")) {
            table.header();
        }
        for (Sock sock : Sockets.of(process)) {
            process.step();
            if (tables.holds(sock) && states.holds(sock.state()) && filter.wants(sock)) {
                table.row(row(process, parsed, sock));
            }
        }
        Optional<Terminal> terminal = process.fd(1).terminal();
        process.out().print(table.render(terminal.map(Terminal::columns).orElse(0)));
    }

    private static String[] row(Process process, Getopt.Parsed parsed, Sock sock) {
        Resolver names = new Resolver(process);
        boolean numeric = parsed.has("n");
        boolean resolve = parsed.has("r");
        boolean waits = sock.listening() && !sock.udp();
        Endpoint peer = sock.remote();
        return new String[] {
            sock.udp() ? "udp" : "tcp",
            waits ? "LISTEN" : sock.remote() == null ? "UNCONN" : "ESTAB",
            count("0"),
            count(waits ? backlog(process, sock) : "0"),
            address(names, sock.local(), resolve) + ":",
            port(names, sock.local().port(), numeric),
            (peer == null ? sock.six() ? "[::]" : "0.0.0.0" : address(names, peer, resolve)) + ":",
            peer == null ? "*" : port(names, peer.port(), numeric),
            processes(process, parsed, sock) + extended(parsed, sock),
            details(parsed, waits)
        };
    }

    /** The lengths of queues are left-justified in six places. */
    private static String count(String number) {
        return String.format("%-6s", number);
    }

    /** nc asks for a backlog of 1, the mail servers for 100. */
    private static String backlog(Process process, Sock sock) {
        Optional<Process> owner = process.host().processes().find(sock.pid());
        return owner.filter(it -> Sockets.program(it).startsWith("nc")).isPresent() ? "1" : "100";
    }

    private static String address(Resolver names, Endpoint end, boolean resolve) {
        Optional<String> name =
                resolve && !end.address().isAnyLocalAddress() ? names.name(end.address()) : Optional.empty();
        String text = name.orElse(Sockets.numbers(end.address()));
        return text.contains(":") ? "[" + text + "]" : text;
    }

    private static String port(Resolver names, int port, boolean numeric) {
        return numeric ? Integer.toString(port) : names.service(port).orElse(Integer.toString(port));
    }

    private static String processes(Process process, Getopt.Parsed parsed, Sock sock) {
        Optional<Process> owner = parsed.has("p") ? Sockets.owner(process, sock) : Optional.empty();
        return owner.map(it -> " users:((\"" + Sockets.program(it) + "\",pid=" + it.pid() + ",fd=" + sock.fd() + "))")
                .orElse("");
    }

    private static String extended(Getopt.Parsed parsed, Sock sock) {
        if (!parsed.has("e")) {
            return "";
        }
        return (sock.uid() == 0 ? "" : " uid:" + sock.uid()) + " ino:" + sock.inode() + " sk:"
                + Integer.toHexString(sock.inode() & 0xFFF) + " cgroup:unreachable:1"
                + (sock.six() && sock.listening() ? " v6only:1" : "") + " <->";
    }

    private static String details(Getopt.Parsed parsed, boolean waits) {
        String line = parsed.has("O") ? "" : "\n\t";
        if (parsed.has("m")) {
            return line + " skmem:(r0,rb131072,t0,tb16384,f0,w0,o0,bl0,d0)";
        }
        return parsed.has("i") && waits ? line + " cubic cwnd:10" : "";
    }
}
