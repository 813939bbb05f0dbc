package postroom.labs.debian.proc;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import postroom.labs.debian.sockets.Interface;
import postroom.labs.debian.sockets.Sock;
import postroom.labs.debian.sockets.Sockets;
import postroom.labs.host.Host;
import postroom.labs.host.Process;
import postroom.labs.net.Endpoint;

/** The files of {@code /proc/net}: what {@code netstat} and {@code ss} show, in the kernel's numbers. */
final class NetTexts {
    private static final String NOBODY_SIX = "0".repeat(32);

    private final Host host;

    NetTexts(Host host) {
        this.host = host;
    }

    private Process any() {
        return host.processes().all().get(0);
    }

    String sockets(boolean udp, boolean six) {
        StringBuilder out = new StringBuilder();
        if (udp) {
            out.append(six ? "  sl  " : "   sl  ").append("local_address ");
            out.append(six ? " ".repeat(24) : "").append(six ? "remote_address" : "rem_address");
            out.append(six ? " ".repeat(24) : "  ").append(" st tx_queue rx_queue tr tm->when retrnsmt   uid");
            out.append("  timeout inode ref pointer drops").append(six ? "\n" : "            \n");
        } else if (six) {
            out.append("  sl  local_address                         remote_address                        st")
                    .append(" tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n");
        } else {
            line(
                    out,
                    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode");
        }
        int number = 0;
        for (Sock each : Sockets.of(any())) {
            if (each.udp() == udp && each.six() == six) {
                String row = row(number++, each);
                if (six || udp) {
                    out.append(row).append('\n');
                } else {
                    line(out, row);
                }
            }
        }
        return out.toString();
    }

    /** The kernel fills these lines up to 149 columns. */
    private static void line(StringBuilder out, String text) {
        out.append(String.format(Locale.ROOT, "%-149s\n", text));
    }

    private static String row(int number, Sock it) {
        String nobody = (it.six() ? NOBODY_SIX : "00000000") + ":0000";
        int state = it.udp() ? 7 : it.listening() ? 10 : 1;
        String row = String.format(
                Locale.ROOT,
                it.udp()
                        ? "%5d: %s %s %02X 00000000:00000000 00:00000000 00000000 %5d %8d %d"
                        : "%4d: %s %s %02X 00000000:00000000 00:00000000 00000000 %5d %8d %d",
                number,
                hex(it.local()),
                it.remote() == null ? nobody : hex(it.remote()),
                state,
                it.uid(),
                0,
                it.inode());
        return row + (it.udp() ? " 2 0000000000000000 0" : " 1 0000000000000000 100 0 0 10 0");
    }

    /** An address as the kernel keeps it: words of four bytes, the last byte first. */
    private static String hex(Endpoint end) {
        byte[] bytes = end.address().getAddress();
        StringBuilder out = new StringBuilder();
        for (int word = 0; word < bytes.length; word += 4) {
            for (int i = 3; i >= 0; i--) {
                out.append(String.format("%02X", bytes[word + i]));
            }
        }
        return out + String.format(":%04X", end.port());
    }

    String unix() {
        StringBuilder out = new StringBuilder("Num       RefCount Protocol Flags    Type St Inode Path\n");
        int inode = 20_000;
        for (String each : host.localSockets().paths()) {
            out.append("0000000000000000: 00000002 00000000 00010000 0001 01 ").append(inode++);
            out.append(' ').append(each).append('\n');
        }
        return out.toString();
    }

    /** The interfaces; no packets are counted. */
    String devices() {
        return "Inter-|   Receive                                                |  Transmit\n"
                + " face |bytes    packets errs drop fifo frame compressed multicast"
                + "|bytes    packets errs drop fifo colls carrier compressed\n"
                + Interface.of(any()).stream()
                        .map(it -> String.format("%6s", it.name())
                                + ":       0       0    0    0    0     0          0         0"
                                + "        0       0    0    0    0     0       0          0\n")
                        .collect(Collectors.joining());
    }

    String routes() {
        StringBuilder out = new StringBuilder();
        route(out, "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT");
        for (Interface each : Interface.of(any())) {
            if (!each.loopback()) {
                byte[] own = each.addresses().get(0).getAddress();
                route(
                        out,
                        String.format(
                                "%s\t00000000\t01%02X%02X%02X\t0003\t0\t0\t0\t00000000\t0\t0\t0",
                                each.name(), own[2], own[1], own[0]));
                route(
                        out,
                        String.format(
                                "%s\t00%02X%02X%02X\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0",
                                each.name(), own[2], own[1], own[0]));
            }
        }
        return out.toString();
    }

    private static void route(StringBuilder out, String text) {
        out.append(String.format(Locale.ROOT, "%-127s\n", text));
    }

    static String neighbours() {
        return "IP address       HW type     Flags       HW address            Mask     Device\n";
    }

    String addressesSix() {
        return "00000000000000000000000000000001 01 80 10 80       lo\n";
    }

    String usage() {
        List<Sock> all = Sockets.of(any());
        long tcp = all.stream().filter(it -> !it.udp() && !it.six()).count();
        long udp = all.stream().filter(it -> it.udp() && !it.six()).count();
        return "sockets: used " + all.size() + "\nTCP: inuse " + tcp + " orphan 0 tw 0 alloc " + all.size()
                + " mem 0\nUDP: inuse " + udp + " mem 0\nUDPLITE: inuse 0\nRAW: inuse 0\nFRAG: inuse 0 memory 0\n";
    }
}
