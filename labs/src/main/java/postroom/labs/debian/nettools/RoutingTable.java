package postroom.labs.debian.nettools;

import java.io.IOException;
import java.net.InetAddress;
import postroom.labs.debian.sockets.Interface;
import postroom.labs.host.Process;
import postroom.labs.host.Resolver;
import postroom.labs.net.Network;

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
                .println(head
                        + switch (form) {
                            case 0 -> "  MSS Window  irtt Iface";
                            case 1 -> "Metric Ref    Use Iface";
                            default -> "Metric Ref    Use Iface    MSS   Window irtt";
                        });
        for (InetAddress each : process.host().node().addresses()) {
            if (each.getAddress().length == 4) {
                InetAddress gateway = Network.address(Interface.gateway(each));
                String name = numeric
                        ? Interface.gateway(each)
                        : new Resolver(process).name(gateway).orElse(Interface.gateway(each));
                row(form, numeric ? "0.0.0.0" : "default", name, "0.0.0.0", "UG");
                row(form, Interface.lan(each, 0), "0.0.0.0", "255.255.255.0", "U");
            }
        }
        return 0;
    }

    /** Names are cut as net-tools cuts them. */
    private void row(int form, String destination, String gateway, String mask, String flags) throws IOException {
        process.out()
                .println(String.format("%-15.15s %-15.15s %-15.15s %-6s", destination, gateway, mask, flags)
                        + switch (form) {
                            case 0 -> "    0 0          0 eth0";
                            case 1 -> "0      0        0 eth0";
                            default -> "0      0        0 eth0     0     0      0";
                        });
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
