package postroom.labs.debian.iproute2;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import postroom.labs.debian.sockets.Interface;
import postroom.labs.debian.sockets.Sockets;
import postroom.labs.host.Process;

/** {@code ip address} and {@code ip link show}: the interfaces, as text, in one line each, in brief or as JSON. */
final class IpAddress {
    private static final String FOREVER = "4294967295";

    private final Process process;
    private final IpOptions options;
    private final boolean link;

    IpAddress(Process process, IpOptions options, boolean link) {
        this.process = process;
        this.options = options;
        this.link = link;
    }

    /** Shows the interface called {@code name}, or all if it is null, whose addresses begin with {@code prefix}. */
    int show(String name, String scope, boolean filtered) throws IOException {
        List<Interface> all = Interface.of(process).stream()
                .filter(it -> name == null || it.name().equals(name))
                .toList();
        if (all.isEmpty()) {
            process.err().println("Device \"" + name + "\" does not exist.");
            return 1;
        }
        List<Interface> shown = all.stream()
                .filter(it -> scope == null || scope(it).equals(scope))
                .filter(it -> link || options.family() == 0 || !addresses(it).isEmpty())
                .toList();
        if (options.json()) {
            process.out().println(new IpJson(options, link).of(shown));
            return 0;
        }
        StringBuilder out = new StringBuilder();
        for (Interface each : shown) {
            if (options.brief()) {
                out.append(brief(each));
            } else if (options.oneLine() && !link) {
                out.append(oneLine(each));
            } else {
                out.append(text(each, filtered || options.family() != 0));
            }
        }
        process.out().print(out.toString());
        return 0;
    }

    private static String scope(Interface it) {
        return it.loopback() ? "host" : "global";
    }

    private List<InetAddress> addresses(Interface it) {
        return it.addresses().stream()
                .filter(a -> options.family() == 0 || (a.getAddress().length == 4) == (options.family() == 4))
                .toList();
    }

    static String flags(Interface it) {
        return it.loopback() ? "LOOPBACK,UP,LOWER_UP" : "BROADCAST,MULTICAST,UP,LOWER_UP";
    }

    static String state(Interface it) {
        return it.loopback() ? "UNKNOWN" : "UP";
    }

    static int mtu(Interface it) {
        return it.loopback() ? 65_536 : 1500;
    }

    static String broadcast(Interface it) {
        return it.loopback() ? "00:00:00:00:00:00" : "ff:ff:ff:ff:ff:ff";
    }

    private String text(Interface it, boolean withoutLink) {
        StringBuilder out = new StringBuilder();
        String end = options.oneLine() ? "\\" : "\n";
        out.append(it.index())
                .append(": ")
                .append(options.paint(36, it.name() + ": "))
                .append('<')
                .append(flags(it));
        boolean six = options.family() == 6 && !link; // these come from the IPv6 side, which knows less of the link
        out.append("> mtu ").append(mtu(it));
        out.append(six ? "" : " qdisc " + (it.loopback() ? "noqueue" : "fq_codel"));
        out.append(" state ").append(options.paintState(state(it)));
        out.append(link ? " mode DEFAULT" : "")
                .append(six ? " qlen 1000" : " group default qlen 1000")
                .append(end);
        if (link || !withoutLink) {
            out.append("    link/").append(it.loopback() ? "loopback " : "ether ");
            out.append(options.paint(33, it.mac())).append(" brd ").append(options.paint(33, broadcast(it)));
            out.append(options.details() ? details(it) : "").append('\n');
            if (options.statistics() && link) {
                out.append(statistics());
            }
        }
        if (!link) {
            for (InetAddress each : addresses(it)) {
                out.append("    ").append(address(it, each)).append('\n');
                out.append("       valid_lft forever preferred_lft forever\n");
            }
            if (options.statistics() && !withoutLink) {
                out.append(statistics());
            }
        }
        return out.toString();
    }

    private String details(Interface it) {
        return " promiscuity 0  allmulti 0 minmtu " + (it.loopback() ? "0 maxmtu 0" : "68 maxmtu 65535")
                + (link ? " addrgenmode eui64" : "")
                + " numtxqueues 1 numrxqueues 1 gso_max_size 65536 gso_max_segs 65535"
                + " tso_max_size 524280 tso_max_segs 65535 gro_max_size 65536 ";
    }

    private String statistics() {
        String none = "             0       0      0       0       0       0 \n";
        String more = "                     0      0       0       0       0 \n";
        boolean twice = options.moreStatistics();
        return "    RX:  bytes packets errors dropped  missed   mcast           \n" + none
                + (twice ? "    RX errors:  length    crc   frame    fifo overrun\n" + more : "")
                + "    TX:  bytes packets errors dropped carrier collsns           \n" + none
                + (twice ? "    TX errors: aborted   fifo  window heartbt transns\n" + more : "");
    }

    private String address(Interface it, InetAddress address) {
        boolean four = address.getAddress().length == 4;
        String broadcast = four && !it.loopback() ? " brd " + options.paint(35, Interface.lan(address, 255)) : "";
        return (four ? "inet " : "inet6 ") + options.paint(four ? 35 : 34, Sockets.numbers(address)) + "/"
                + it.prefix(address) + broadcast + " scope " + scope(it) + " " + (four ? it.name() : "");
    }

    private String oneLine(Interface it) {
        return addresses(it).stream()
                .map(each -> it.index() + ": " + it.name() + "    " + address(it, each)
                        + "\\       valid_lft forever preferred_lft forever\n")
                .collect(Collectors.joining());
    }

    private String brief(Interface it) {
        String head = String.format("%-16s %-14s ", it.name(), state(it));
        if (link) {
            return head + it.mac() + " <" + flags(it) + "> \n";
        }
        List<String> parts = new ArrayList<>();
        for (InetAddress each : addresses(it)) {
            parts.add(Sockets.numbers(each) + "/" + it.prefix(each) + " ");
        }
        return head + String.join("", parts) + "\n";
    }

    static String forever() {
        return FOREVER;
    }
}
