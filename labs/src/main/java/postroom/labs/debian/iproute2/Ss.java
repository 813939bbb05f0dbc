package postroom.labs.debian.iproute2;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.GetoptProgram;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.sockets.Sock;
import postroom.labs.debian.sockets.Sockets;
import postroom.labs.host.Process;
import postroom.labs.host.Resolver;
import postroom.labs.io.Terminal;
import postroom.labs.net.Endpoint;

/** {@code ss(8)} of iproute2: the host's TCP and UDP sockets. */
public final class Ss extends GetoptProgram {
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
    private static final List<String> INET = List.of("tcp", "udp", "raw", "inet");
    private static final List<String> TABLES = List.of(
            "all",
            "inet",
            "tcp",
            "mptcp",
            "udp",
            "raw",
            "unix",
            "unix_dgram",
            "unix_stream",
            "unix_seqpacket",
            "packet",
            "packet_raw",
            "packet_dgram",
            "netlink",
            "dccp",
            "sctp",
            "vsock",
            "vsock_stream",
            "vsock_dgram",
            "tipc",
            "xdp",
            "u_dgr",
            "u_str",
            "u_seq");

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
        if (parsed.has("A")) {
            for (String table : parsed.value("A", "").split(",")) {
                if (!TABLES.contains(table)) {
                    process.err().println("ss: \"" + table + "\" is illegal socket table id");
                    process.err().print(HelpText.of("iproute2/ss"));
                    return 255;
                }
            }
        }
        if (parsed.has("s")) {
            return Summary.print(process);
        }
        SsFilter filter;
        try {
            filter = SsFilter.parse(parsed.operands(), new Resolver(process));
        } catch (UsageException wrong) {
            process.err().println(wrong.getMessage());
            return wrong.getMessage().startsWith("ss:") ? 255 : 1;
        }
        list(process, parsed, filter);
        return 0;
    }

    private static void list(Process process, Getopt.Parsed parsed, SsFilter filter) throws IOException {
        String asked = "," + parsed.value("A", "") + ",";
        boolean tcp = parsed.has("t") || asked.contains(",tcp,") || asked.contains(",inet,");
        boolean udp = parsed.has("u") || asked.contains(",udp,") || asked.contains(",inet,");
        boolean raw = parsed.has("w") || asked.contains(",raw,") || asked.contains(",inet,");
        boolean other = parsed.has("x") || parsed.has("S") || parsed.has("d") || parsed.has("0") || parsed.has("M");
        boolean any = !tcp && !udp && !raw && !other && INET.stream().noneMatch(it -> asked.contains("," + it + ","));
        int tables = any ? 2 : (tcp ? 1 : 0) + (udp ? 1 : 0) + (raw ? 1 : 0) + (parsed.has("x") ? 2 : 0);
        boolean listening = parsed.has("l");
        boolean all = parsed.has("a");
        Columns table = new Columns();
        if (tables < 2) {
            table.hide(0);
        }
        boolean oneState = filter.singleState() || !tcp && !any && !listening && !all && !parsed.has("x");
        if (oneState) {
            table.hide(1);
        }
        if (!parsed.has("H")) {
            table.header();
        }
        for (Sock sock : Sockets.of(process)) {
            process.step();
            boolean wanted = (any || (sock.udp() ? udp : tcp))
                    && (!parsed.has("4") || parsed.has("6") || !sock.six())
                    && (!parsed.has("6") || parsed.has("4") || sock.six())
                    && filter.wants(sock, listening, all);
            if (wanted) {
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
            "0",
            waits ? backlog(process, sock) : "0",
            address(names, sock.local(), resolve) + ":",
            port(names, sock.local().port(), numeric),
            (peer == null ? sock.six() ? "[::]" : "0.0.0.0" : address(names, peer, resolve)) + ":",
            peer == null ? "*" : port(names, peer.port(), numeric),
            processes(process, parsed, sock) + extended(parsed, sock),
            details(parsed, waits)
        };
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
