package postroom.labs.debian.nettools;

import java.io.IOException;
import java.net.InetAddress;
import postroom.labs.debian.sockets.Interface;
import postroom.labs.host.Process;

/** The routes, as {@code route} and {@code netstat -r} print them. */
final class RoutingTable {
    private final Process process;
    private final boolean numeric;

    RoutingTable(Process process, boolean numeric) {
        this.process = process;
        this.numeric = numeric;
    }

    /** The IPv4 routes; {@code form} is 0 for netstat's columns, 1 for route's, 2 for both. */
    int four(int form) throws IOException {
        process.out().println("Kernel IP routing table");
        String head = "Destination     Gateway         Genmask         Flags ";
        process.out()
                .println(
                        head
                                + switch (form) {
                                    case 0 -> "  MSS Window  irtt Iface";
                                    case 1 -> "Metric Ref    Use Iface";
                                    default -> "Metric Ref    Use Iface    MSS   Window irtt";
                                });
        for (InetAddress each : process.host().node().addresses()) {
            if (each.getAddress().length == 4) {
                String gateway = numeric ? "0.0.0.0" : "0.0.0.0";
                String route = String.format("%-15s %-15s %-15s U     ", Interface.lan(each, 0), gateway, "255.255.255.0");
                process.out()
                        .println(
                                route
                                        + switch (form) {
                                            case 0 -> "    0 0          0 eth0";
                                            case 1 -> "0      0        0 eth0";
                                            default -> "0      0        0 eth0     0     0      0";
                                        });
            }
        }
        return 0;
    }

    int cache() throws IOException {
        process.out().println("Kernel IP routing cache");
        process.out().println("Source          Destination     Gateway         Flags   MSS Window  irtt Iface");
        return 0;
    }

    int six() throws IOException {
        process.out().println("Kernel IPv6 routing table");
        process.out().println("Destination                    Next Hop                   Flag Met Ref  Use If");
        String any = numeric ? "::/0" : "[::]/0";
        String hop = numeric ? "::" : "[::]";
        String loopback = numeric ? "::1/128" : "ip6-localhost/128";
        String none = String.format("%-30s %-26s !n   -1  1      0 lo%n", any, hop);
        process.out().print(none);
        process.out().printf("%-30s %-26s Un   0   3      0 lo%n", loopback, hop);
        process.out().print(none);
        return 0;
    }
}
