package postroom.labs.debian.nettools;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.sockets.Sock;
import postroom.labs.debian.sockets.Sockets;
import postroom.labs.host.Process;
import postroom.labs.host.Resolver;
import postroom.labs.net.Endpoint;

/** {@code netstat} without {@code -r}, {@code -i} or {@code -s}: the list of sockets. */
final class SocketList {
    private final Process process;
    private final Getopt.Parsed parsed;
    private final Resolver resolver;
    private final boolean all;
    private final boolean listening;

    SocketList(Process process, Getopt.Parsed parsed) {
        this.process = process;
        this.parsed = parsed;
        this.resolver = new Resolver(process);
        this.all = parsed.has("a");
        this.listening = parsed.has("l");
    }

    void print() throws IOException {
        List<Sock> sockets = Sockets.of(process);
        String family = parsed.value("A", "");
        boolean inet = parsed.has("t") || parsed.has("u") || parsed.has("w") || parsed.has("U") || parsed.has("S");
        boolean families = inet || parsed.has("x") || parsed.has("4") || parsed.has("6") || !family.isEmpty();
        boolean everyProtocol = !inet;
        String which = all ? "servers and established" : listening ? "only servers" : "w/o servers";
        if (parsed.has("p") && !process.who().isRoot()) {
            complain(sockets);
        }
        if (!families || inet || !parsed.has("x") && !family.equals("unix")) {
            heading(which);
            for (boolean udp : new boolean[] {false, true}) {
                for (boolean six : new boolean[] {false, true}) {
                    if (everyProtocol || parsed.has(udp ? "u" : "t")) {
                        rows(sockets, udp, six);
                    }
                }
            }
        }
        if (!families || parsed.has("x") || family.equals("unix")) {
            process.out().println("Active UNIX domain sockets (" + which + ")");
            process.out()
                    .println("Proto RefCnt Flags       Type       State         I-Node   "
                            + (parsed.has("p") ? "PID/Program name     " : "") + "Path");
        }
    }

    private void complain(List<Sock> sockets) throws IOException {
        boolean some =
                sockets.stream().anyMatch(it -> Sockets.owner(process, it).isPresent());
        process.err()
                .println(
                        some
                                ? "(Not all processes could be identified, non-owned process info\n"
                                        + " will not be shown, you would have to be root to see it all.)"
                                : "(No info could be read for \"-p\": geteuid()="
                                        + process.who().uid() + " but you should be root.)");
    }

    private void heading(String which) throws IOException {
        process.out().println("Active Internet connections (" + which + ")");
        process.out()
                .println("Proto Recv-Q Send-Q Local Address           Foreign Address         State      "
                        + (parsed.has("e") ? " User       Inode     " : "")
                        + (parsed.has("p") ? " PID/Program name    " : "")
                        + (parsed.has("o") ? " Timer" : ""));
    }

    private void rows(List<Sock> sockets, boolean udp, boolean six) throws IOException {
        boolean wanted =
                !(parsed.has("4") && !parsed.has("6") && six) && !(parsed.has("6") && !parsed.has("4") && !six);
        List<String> families = List.of(parsed.value("A", "inet,inet6").split(","));
        boolean asked = families.contains(six ? "inet6" : "inet");
        if (!wanted || !asked) {
            return;
        }
        List<Sock> servers = new ArrayList<>();
        List<Sock> others = new ArrayList<>();
        for (Sock each : sockets) {
            if (each.udp() == udp && each.six() == six) {
                (each.listening() ? servers : others).add(each);
            }
        }
        // the side that connected comes first: its hash bucket is the older one
        others.sort((a, b) -> Integer.compare(b.local().port(), a.local().port()));
        if (all || listening) {
            for (Sock each : servers) {
                row(each);
            }
        }
        if (all || !listening) {
            for (Sock each : others) {
                row(each);
            }
        }
    }

    private void row(Sock sock) throws IOException {
        String here = text(sock.local(), sock.udp());
        boolean numbers = parsed.has("n") || parsed.has("numeric-hosts");
        String there = sock.remote() == null
                ? sock.six() ? numbers ? ":::*" : "[::]:*" : "0.0.0.0:*"
                : text(sock.remote(), sock.udp());
        String state = sock.udp() && sock.listening() ? "" : sock.state();
        String protocol = (sock.udp() ? "udp" : "tcp") + (sock.six() ? "6" : "");
        StringBuilder line =
                new StringBuilder(String.format("%-5s %6d %6d %-23s %-23s %-11s", protocol, 0, 0, here, there, state));
        if (parsed.has("e")) {
            line.append(String.format(" %-10s %-10d", user(sock), sock.inode()));
        }
        if (parsed.has("p")) {
            Optional<Process> owner = Sockets.owner(process, sock);
            line.append(String.format(
                    " %-20s",
                    owner.map(it -> it.pid() + "/" + Sockets.program(it)).orElse("-")));
        }
        if (parsed.has("o")) {
            line.append(" off (0.00/0/0)");
        }
        process.out().println(line.toString());
    }

    private String user(Sock sock) {
        if (parsed.has("n") || parsed.has("numeric-users")) {
            return Integer.toString(sock.uid());
        }
        return process.host().accounts().userName(sock.uid());
    }

    private String text(Endpoint end, boolean udp) {
        String number = Sockets.numbers(end.address());
        boolean numericHost = parsed.has("n") || parsed.has("numeric-hosts");
        boolean numericPort = parsed.has("n") || parsed.has("numeric-ports");
        Optional<String> service = numericPort ? Optional.empty() : resolver.service(end.port(), udp ? "udp" : "tcp");
        String port = service.orElse(Integer.toString(end.port()));
        if (numericHost) {
            return cut(number, port);
        }
        String name = end.address().isAnyLocalAddress()
                ? number
                : resolver.name(end.address()).orElse(number);
        return cut(name.contains(":") ? "[" + name + "]" : name, port);
    }

    /** Fits an address into its column unless {@code -W} was given: the port is kept whole. */
    private String cut(String host, String port) {
        int room = 23 - 1 - port.length();
        boolean wide = parsed.has("W") || host.length() <= room;
        return (wide ? host : host.substring(0, Math.max(0, room))) + ":" + port;
    }
}
