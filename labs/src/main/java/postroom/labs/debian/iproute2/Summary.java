package postroom.labs.debian.iproute2;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.sockets.Sock;
import postroom.labs.debian.sockets.Sockets;
import postroom.labs.host.Process;

/** {@code ss -s}: how many sockets there are. */
final class Summary {
    private Summary() {}

    static int print(Process process) throws IOException {
        List<Sock> all = Sockets.of(process);
        long tcp = count(all, false, false) + count(all, false, true);
        long established =
                all.stream().filter(it -> !it.udp() && !it.listening()).count();
        process.out().println("Total: " + (all.size() + process.host().processes().all().size()));
        process.out().println("TCP:   " + tcp + " (estab " + established + ", closed 0, orphaned 0, timewait 0)");
        process.out().println();
        process.out().println("Transport Total     IP        IPv6");
        line(process, "RAW", 0, 0);
        line(process, "UDP", count(all, true, false), count(all, true, true));
        line(process, "TCP", count(all, false, false), count(all, false, true));
        line(process, "INET", all.stream().filter(it -> !it.six()).count(), all.stream().filter(Sock::six).count());
        line(process, "FRAG", 0, 0);
        process.out().println();
        return 0;
    }

    private static long count(List<Sock> all, boolean udp, boolean six) {
        return all.stream().filter(it -> it.udp() == udp && it.six() == six).count();
    }

    private static void line(Process process, String name, long four, long six) throws IOException {
        process.out().printf("%s\t  %-9d %-9d %-9d%n", name, four + six, four, six);
    }
}
