package postroom.labs.debian.iproute2;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import postroom.labs.debian.sockets.Interface;
import postroom.labs.debian.sockets.Sockets;

/** {@code ip -json}: the interfaces in one line, or with {@code -pretty} indented. */
final class IpJson {
    private final boolean pretty;
    private final boolean link;
    private final int family;

    IpJson(IpOptions options, boolean link) {
        this.pretty = options.pretty();
        this.link = link;
        this.family = options.family();
    }

    String of(List<Interface> all) {
        if (all.isEmpty()) {
            return "[ ]".replace(" ", pretty ? " " : "");
        }
        String open = pretty ? "[ {" : "[{";
        String close = pretty ? "\n    } ]" : "}]";
        return open + all.stream().map(this::fields).collect(Collectors.joining(pretty ? "\n    },{" : "},{")) + close;
    }

    private String fields(Interface it) {
        StringBuilder out = new StringBuilder();
        field(out, 2, "ifindex", Integer.toString(it.index()), true);
        field(out, 2, "ifname", quoted(it.name()), false);
        String flags = '"' + IpAddress.flags(it).replace(",", "\",\"") + '"';
        field(out, 2, "flags", pretty ? "[ " + flags + " ]" : "[" + flags + "]", false);
        field(out, 2, "mtu", Integer.toString(IpAddress.mtu(it)), false);
        field(out, 2, "qdisc", quoted(it.loopback() ? "noqueue" : "fq_codel"), false);
        field(out, 2, "operstate", quoted(IpAddress.state(it)), false);
        if (link) {
            field(out, 2, "linkmode", quoted("DEFAULT"), false);
        }
        field(out, 2, "group", quoted("default"), false);
        field(out, 2, "txqlen", "1000", false);
        field(out, 2, "link_type", quoted(it.loopback() ? "loopback" : "ether"), false);
        field(out, 2, "address", quoted(it.mac()), false);
        field(out, 2, "broadcast", quoted(IpAddress.broadcast(it)), false);
        if (!link) {
            field(out, 2, "addr_info", addresses(it), false);
        }
        return out.toString();
    }

    private String addresses(Interface it) {
        String open = pretty ? "[ {" : "[{";
        String between = pretty ? "\n            },{" : "},{";
        String close = pretty ? "\n            } ]" : "}]";
        return it.addresses().stream()
                .filter(a -> family == 0 || (a.getAddress().length == 4) == (family == 4))
                .map(a -> address(it, a))
                .collect(Collectors.joining(between, open, close));
    }

    private String address(Interface it, InetAddress address) {
        boolean four = address.getAddress().length == 4;
        StringBuilder out = new StringBuilder();
        field(out, 4, "family", quoted(four ? "inet" : "inet6"), true);
        field(out, 4, "local", quoted(Sockets.numbers(address)), false);
        field(out, 4, "prefixlen", Integer.toString(it.prefix(address)), false);
        if (four && !it.loopback()) {
            field(out, 4, "broadcast", quoted(Interface.lan(address, 255)), false);
        }
        field(out, 4, "scope", quoted(it.loopback() ? "host" : "global"), false);
        if (four) {
            field(out, 4, "label", quoted(it.name()), false);
        }
        field(out, 4, "valid_life_time", IpAddress.forever(), false);
        field(out, 4, "preferred_life_time", IpAddress.forever(), false);
        return out.toString();
    }

    private void field(StringBuilder out, int depth, String name, String value, boolean first) {
        out.append(first ? "" : ",").append(pretty ? "\n" + "    ".repeat(depth) : "");
        out.append(quoted(name)).append(pretty ? ": " : ":").append(value);
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
