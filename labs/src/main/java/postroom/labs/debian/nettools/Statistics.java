package postroom.labs.debian.nettools;

import java.io.IOException;
import postroom.labs.debian.sockets.Sock;
import postroom.labs.debian.sockets.Sockets;
import postroom.labs.host.Process;

/** {@code netstat -s}. The lab counts no packets; what it knows is how many connections there are. */
final class Statistics {
    private static final String UDP = """
            Udp:
                0 packets received
                0 packets to unknown port received
                0 packet receive errors
                0 packets sent
                0 receive buffer errors
                0 send buffer errors
            """;

    private final Process process;

    Statistics(Process process) {
        this.process = process;
    }

    int print(boolean tcp, boolean udp, boolean raw) throws IOException {
        boolean all = !tcp && !udp && !raw;
        StringBuilder out = new StringBuilder();
        if (all || raw) {
            out.append("Ip:\n    Forwarding: 2\n    0 total packets received\n    0 forwarded\n");
            out.append("    0 incoming packets discarded\n    0 incoming packets delivered\n    0 requests sent out\n");
            out.append("Icmp:\n    0 ICMP messages received\n    0 input ICMP message failed\n");
            out.append("    ICMP input histogram:\n    0 ICMP messages sent\n    0 ICMP messages failed\n");
            out.append("    ICMP output histogram:\n");
        }
        if (all || tcp) {
            long established = Sockets.of(process).stream()
                    .filter(it -> !it.udp() && !it.listening())
                    .map(Sock::local)
                    .count();
            out.append("Tcp:\n    0 active connection openings\n    0 passive connection openings\n");
            out.append("    0 failed connection attempts\n    0 connection resets received\n");
            out.append("    ").append(established).append(" connections established\n    0 segments received\n");
            out.append("    0 segments sent out\n    0 segments retransmitted\n    0 bad segments received\n");
            out.append("    0 resets sent\n");
        }
        out.append(all || udp ? UDP : "").append("UdpLite:\n");
        out.append(all || tcp ? "TcpExt:\n    0 packet headers predicted\n" : "");
        out.append("IpExt:\nMPTcpExt:\n");
        process.out().print(out.toString());
        return 0;
    }
}
