package postroom.labs.debian.sockets;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import postroom.labs.host.Process;
import postroom.labs.net.Connection;
import postroom.labs.net.Endpoint;
import postroom.labs.net.Node;
import postroom.labs.net.UdpSocket;

/** The host's table of sockets, for the programs that show it: {@code ss}, {@code netstat}, {@code lsof}, {@code fuser}. */
public final class Sockets {
    /** Postfix' master has its first listening socket here; what is below are its pipes and lock files. */
    private static final int FIRST_OF_MASTER = 13;

    /** Dovecot's has its own here, behind those of the services that listen on UNIX sockets. */
    private static final int FIRST_OF_DOVECOT = 22;

    private static final int FIRST = 3;
    private static final int FIRST_INODE = 1_048_576;

    private final Process process;
    private final Map<Integer, Integer> nextFd = new HashMap<>();
    private final List<Sock> all = new ArrayList<>();

    private Sockets(Process process) {
        this.process = process;
    }

    /** All sockets of the host on which {@code process} runs: TCP before UDP, IPv4 before IPv6, what listens first. */
    public static List<Sock> of(Process process) {
        Sockets table = new Sockets(process);
        Node node = process.host().node();
        for (Node.Listening each : node.listening()) {
            table.add(false, each.local(), null, "LISTEN", each.owner());
        }
        for (Connection each : node.connections()) {
            boolean other = node.isOwn(each.remote().address())
                    && node.connections().stream().noneMatch(it -> it.local().equals(each.remote()));
            if (other) { // the mail engine's end, which is no program's
                table.add(false, each.remote(), each.local(), "ESTABLISHED", 0);
            }
            table.add(false, each.local(), each.remote(), "ESTABLISHED", each.owner());
        }
        for (UdpSocket each : node.datagrams()) {
            boolean connected = each.remote().isPresent();
            table.add(
                    true, each.local(), each.remote().orElse(null), connected ? "ESTABLISHED" : "CLOSE", each.owner());
        }
        List<Sock> sorted = new ArrayList<>(table.all);
        sorted.sort((a, b) -> Integer.compare(rank(a), rank(b)));
        return sorted;
    }

    private static int rank(Sock it) {
        return (it.udp() ? 4 : 0) + (it.six() ? 2 : 0) + (it.listening() ? 0 : 1);
    }

    private void add(boolean udp, Endpoint local, Endpoint remote, String state, int pid) {
        Optional<Process> owner = process.host().processes().find(pid);
        String program = owner.map(Sockets::program).orElse("");
        int begin = program.equals("master") ? FIRST_OF_MASTER : program.equals("dovecot") ? FIRST_OF_DOVECOT : FIRST;
        int fd = nextFd.merge(pid, begin, (now, first) -> now + 1);
        int inode = FIRST_INODE + Math.floorMod(Objects.hash(udp, local, remote), 65_536);
        int uid = owner.map(it -> it.who().uid()).orElse(0);
        all.add(new Sock(udp, local, remote, state, pid, uid, fd, inode));
    }

    /** The process of a socket, if {@code process} may know: its own user's, or any for root. */
    public static Optional<Process> owner(Process process, Sock sock) {
        return process.host()
                .processes()
                .find(sock.pid())
                .filter(it -> process.who().isRoot()
                        || it.who().uid() == process.who().uid());
    }

    /** A process' program as the kernel names it: without folders and arguments, at most 15 characters. */
    public static String program(Process process) {
        String first = process.title().split(" ", 2)[0];
        String name = first.substring(first.lastIndexOf('/') + 1);
        String bare = name.startsWith("-") ? name.substring(1) : name;
        return bare.length() > 15 ? bare.substring(0, 15) : bare;
    }

    /** An address in numbers as {@code inet_ntop(3)} writes it. */
    public static String numbers(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? address.getHostAddress() : six(bytes);
    }

    private static String six(byte[] bytes) {
        int[] words = new int[8];
        for (int i = 0; i < 8; i++) {
            words[i] = (bytes[2 * i] & 0xFF) << 8 | bytes[2 * i + 1] & 0xFF;
        }
        int start = -1;
        int longest = 1;
        for (int i = 0; i < 8; i++) {
            int n = 0;
            while (i + n < 8 && words[i + n] == 0) {
                n++;
            }
            if (n > longest) {
                start = i;
                longest = n;
            }
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == start) {
                out.append("::");
                i += longest - 1;
            } else {
                if (!out.isEmpty() && out.charAt(out.length() - 1) != ':') {
                    out.append(':');
                }
                out.append(Integer.toHexString(words[i]));
            }
        }
        return out.toString();
    }
}
