package postroom.labs.debian.iproute2;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import postroom.labs.debian.sockets.Interface;
import postroom.labs.debian.sockets.Sockets;
import postroom.labs.host.Process;
import postroom.labs.net.Network;

/** {@code ip route}: the routes that follow from the interfaces. Nobody can change them. */
final class IpRoute {
    private static final Set<String> TABLES = Set.of("main", "local", "default", "all", "cache", "unspec");

    private final Process process;
    private final IpOptions options;

    IpRoute(Process process, IpOptions options) {
        this.process = process;
        this.options = options;
    }

    int run(String command, List<String> words) throws IOException {
        switch (command) {
            case "list":
                return list(words);
            case "get":
                return get(words);
            default:
                return change(command, words);
        }
    }

    private boolean isThere(String device) {
        return Interface.of(process).stream().anyMatch(it -> it.name().equals(device));
    }

    private List<InetAddress> lan() {
        return process.host().node().addresses().stream()
                .filter(it -> it.getAddress().length == 4)
                .toList();
    }

    private int list(List<String> words) throws IOException {
        int at = words.indexOf("table");
        String table = at >= 0 && at + 1 < words.size() ? words.get(at + 1) : "main";
        int dev = words.indexOf("dev");
        if (dev >= 0 && dev + 1 < words.size() && !isThere(words.get(dev + 1))) {
            process.err().println("Cannot find device \"" + words.get(dev + 1) + "\"");
            return 1;
        }
        if (!TABLES.contains(table) && !table.matches("[0-9]{1,9}")) {
            process.err().println("Error: argument \"" + table + "\" is wrong: table id value is invalid\n");
            return 255;
        }
        StringBuilder out = new StringBuilder();
        boolean all = table.equals("all");
        if (options.json()) {
            process.out().println(lan().isEmpty() || options.family() == 6 ? "[]" : json());
            return 0;
        }
        if (options.family() != 6) {
            if (table.equals("main") || all) {
                lan().forEach(it -> out.append("default via " + Interface.gateway(it) + " dev eth0 \n"));
                lan().forEach(it -> out.append(Interface.lan(it, 0) + "/24 dev eth0 proto kernel scope link src "
                        + Sockets.numbers(it) + " \n"));
            }
            if (table.equals("local") || all) {
                String name = all ? " table local" : "";
                out.append("local 127.0.0.0/8 dev lo" + name + " proto kernel scope host src 127.0.0.1 \n");
                out.append("local 127.0.0.1 dev lo" + name + " proto kernel scope host src 127.0.0.1 \n");
                out.append("broadcast 127.255.255.255 dev lo" + name + " proto kernel scope link src 127.0.0.1 \n");
                lan().forEach(it -> {
                    String own = Sockets.numbers(it);
                    out.append("local " + own + " dev eth0" + name + " proto kernel scope host src " + own + " \n");
                    out.append("broadcast " + Interface.lan(it, 255) + " dev eth0" + name
                            + " proto kernel scope link src " + own + " \n");
                });
            }
        }
        if (all || options.family() == 6 && table.equals("local")) {
            out.append("local ::1 dev lo" + (all ? " table local" : "") + " proto kernel metric 0 pref medium\n");
        }
        process.out().print(out.toString());
        return 0;
    }

    private String json() {
        InetAddress own = lan().get(0);
        return "[{\"dst\":\"default\",\"gateway\":\"" + Interface.gateway(own)
                + "\",\"dev\":\"eth0\",\"flags\":[]},{\"dst\":\"" + Interface.lan(own, 0)
                + "/24\",\"dev\":\"eth0\",\"protocol\":\"kernel\",\"scope\":\"link\"," + "\"prefsrc\":\""
                + Sockets.numbers(own) + "\",\"flags\":[]}]";
    }

    private int get(List<String> words) throws IOException {
        String text = words.isEmpty() ? "" : words.get(words.get(0).equals("to") && words.size() > 1 ? 1 : 0);
        if (text.isEmpty()) {
            process.err().println("need at least a destination address");
            return 1;
        }
        if (!prefix(text)) {
            process.err().println("Error: any valid prefix is expected rather than \"" + text + "\".");
            return 1;
        }
        InetAddress address = Network.address(text.replaceFirst("/.*", ""));
        String number = Sockets.numbers(address);
        if (address.getAddress().length == 16) {
            if (!address.isLoopbackAddress()) {
                return unreachable();
            }
            process.out()
                    .println("local " + number + " from :: dev lo table local proto kernel src " + number
                            + " metric 0 pref medium");
            return 0;
        }
        int uid = process.who().uid();
        if (process.host().node().isOwn(address)) {
            String source = address.isLoopbackAddress() ? "127.0.0.1" : number;
            if (options.json()) {
                process.out()
                        .println("[{\"type\":\"local\",\"dst\":\"" + number + "\",\"dev\":\"lo\",\"prefsrc\":\""
                                + source + "\",\"flags\":[],\"uid\":" + uid + ",\"cache\":[\"local\"]}]");
                return 0;
            }
            process.out().println("local " + number + " dev lo src " + source + " uid " + uid + " ");
            process.out().println("    cache <local> ");
            return 0;
        }
        for (InetAddress own : lan()) {
            String via = Interface.onLan(own, address) ? "" : " via " + Interface.gateway(own);
            process.out().println(number + via + " dev eth0 src " + Sockets.numbers(own) + " uid " + uid + " ");
            process.out().println("    cache ");
            return 0;
        }
        return unreachable();
    }

    private int unreachable() throws IOException {
        process.err().println("RTNETLINK answers: Network is unreachable");
        return 2;
    }

    static boolean prefix(String text) {
        String bare = text.replaceFirst("/[0-9]{1,3}$", "");
        boolean four = bare.matches("([0-9]{1,3})(\\.[0-9]{1,3}){0,3}")
                && List.of(bare.split("\\.")).stream().allMatch(it -> Integer.parseInt(it) < 256);
        return four || bare.matches("[0-9a-fA-F:]{2,39}") && bare.contains(":");
    }

    private int change(String command, List<String> words) throws IOException {
        if (command.equals("flush") && words.isEmpty()) {
            process.err().println("\"ip route flush\" requires arguments.");
            return 1;
        }
        if (command.equals("flush") && words.get(0).equals("cache")) {
            if (!process.who().isRoot()) {
                process.err().println("Cannot open \"/proc/sys/net/ipv4/route/flush\": Permission denied");
            }
            return 0;
        }
        if (!words.isEmpty() && List.of("dev", "via").contains(words.get(words.size() - 1))) {
            process.err().println("Command line is not complete. Try option \"help\"");
            return 255;
        }
        int via = words.indexOf("via");
        for (String each : words.stream().limit(1).toList()) {
            if (!each.equals("default") && !List.of("dev", "via").contains(each) && !prefix(each)) {
                process.err().println("Error: any valid prefix is expected rather than \"" + each + "\".");
                return 1;
            }
        }
        int dev = words.indexOf("dev");
        String device = dev >= 0 && dev + 1 < words.size() ? words.get(dev + 1) : "lo";
        if (Interface.of(process).stream().noneMatch(it -> it.name().equals(device))) {
            process.err().println("Cannot find device \"" + device + "\"");
            return 1;
        }
        if (!process.who().isRoot()) {
            process.err().println("RTNETLINK answers: Operation not permitted");
        } else if (command.equals("del")) {
            process.err().println("RTNETLINK answers: No such process");
        } else if (via >= 0 && lan().isEmpty()) {
            process.err().println("Error: Nexthop has invalid gateway.");
        } else {
            process.err().println("RTNETLINK answers: Operation not permitted");
        }
        return 2;
    }
}
