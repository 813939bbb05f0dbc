package postroom.labs.debian.nettools;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.sockets.Interface;
import postroom.labs.debian.sockets.Sockets;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code ifconfig(8)}: shows the interfaces. They cannot be changed, as in a container without CAP_NET_ADMIN. */
public final class Ifconfig implements Program {
    private static final Set<String> FLAGS = Set.of(
            "up",
            "down",
            "arp",
            "-arp",
            "promisc",
            "-promisc",
            "multicast",
            "-multicast",
            "allmulti",
            "-allmulti",
            "dynamic",
            "-dynamic",
            "trailers",
            "-trailers");

    private static final Set<String> VALUED =
            Set.of("mtu", "netmask", "broadcast", "txqueuelen", "hw", "add", "del", "name", "metric", "media");

    @Override
    public int run(Process process) throws IOException {
        boolean brief = false;
        List<String> words = process.arguments();
        int i = 0;
        while (i < words.size() && words.get(i).startsWith("-")) {
            String word = words.get(i++);
            switch (word) {
                case "-a":
                case "-v":
                    break;
                case "-s":
                    brief = true;
                    break;
                case "-V":
                case "-version":
                case "--version":
                    process.out().println("net-tools 2.10");
                    return 0;
                case "-?":
                case "-h":
                case "-help":
                case "--help":
                    process.err().print(HelpText.of("net-tools/ifconfig-types"));
                    process.err().print(HelpText.of("net-tools/ifconfig"));
                    return 0;
                default:
                    process.err().println("ifconfig: option `" + word + "' not recognised.");
                    process.err().println("ifconfig: `--help' gives usage information.");
                    return 1;
            }
        }
        if (i + 1 < words.size()) {
            return change(process, words.get(i), words.subList(i + 1, words.size()));
        }
        String name = i < words.size() ? words.get(i) : null;
        return brief ? brief(process, name) : show(process, name);
    }

    static int brief(Process process, String name) throws IOException {
        process.out().println("Iface      MTU    RX-OK RX-ERR RX-DRP RX-OVR    TX-OK TX-ERR TX-DRP TX-OVR Flg");
        return rows(process, name);
    }

    static int rows(Process process, String name) throws IOException {
        for (Interface each : Interface.of(process).stream()
                .sorted((a, b) -> b.index() - a.index())
                .toList()) {
            if (name == null || each.name().equals(name)) {
                process.out()
                        .printf(
                                "%-15s %5d        0      0      0 0             0      0      0      0 %s%n",
                                each.name(), each.loopback() ? 65_536 : 1500, each.loopback() ? "LRU" : "BMRU");
            }
        }
        return 0;
    }

    static int show(Process process, String name) throws IOException {
        boolean found = false;
        for (Interface each : Interface.of(process).stream()
                .sorted((a, b) -> b.index() - a.index())
                .toList()) {
            if (name == null || each.name().equals(name)) {
                found = true;
                process.out().print(text(each));
            }
        }
        if (!found) {
            process.err().println(name + ": error fetching interface information: Device not found");
            return 1;
        }
        return 0;
    }

    private static String text(Interface it) {
        StringBuilder out = new StringBuilder(it.name());
        String flags = it.loopback() ? "73<UP,LOOPBACK,RUNNING>" : "4163<UP,BROADCAST,RUNNING,MULTICAST>";
        out.append(": flags=")
                .append(flags)
                .append("  mtu ")
                .append(it.loopback() ? 65_536 : 1500)
                .append('\n');
        for (InetAddress each : it.addresses()) {
            String numbers = Sockets.numbers(each);
            if (each.getAddress().length == 16) {
                out.append("        inet6 " + numbers + "  prefixlen " + it.prefix(each) + "  scopeid 0x10<host>\n");
            } else if (it.loopback()) {
                out.append("        inet " + numbers + "  netmask 255.0.0.0\n");
            } else {
                out.append("        inet " + numbers + "  netmask 255.255.255.0  broadcast " + Interface.lan(each, 255)
                        + "\n");
            }
        }
        out.append(
                it.loopback()
                        ? "        loop  txqueuelen 1000  (Local Loopback)\n"
                        : "        ether " + it.mac() + "  txqueuelen 1000  (Ethernet)\n");
        out.append("        RX packets 0  bytes 0 (0.0 B)\n        RX errors 0  dropped 0  overruns 0  frame 0\n");
        out.append("        TX packets 0  bytes 0 (0.0 B)\n");
        return out.append("        TX errors 0  dropped 0 overruns 0  carrier 0  collisions 0\n\n")
                .toString();
    }

    /** The usage with the lists of types and families in their places. */
    private static int misused(Process process) throws IOException {
        String types = HelpText.of("net-tools/ifconfig-types");
        int families = types.indexOf("    unix (UNIX Domain)");
        String usage = HelpText.of("net-tools/ifconfig");
        String heading = "  List of possible hardware types:\n";
        int middle = usage.indexOf(heading) + heading.length();
        process.err().print(usage.substring(0, middle) + types.substring(0, families));
        process.err().print(usage.substring(middle) + types.substring(families));
        return 3;
    }

    private static int change(Process process, String name, List<String> words) throws IOException {
        boolean known = Interface.of(process).stream().anyMatch(it -> it.name().equals(name));
        String word = words.get(0);
        if (word.equals("inet") || word.equals("inet6")) {
            return words.size() == 1 ? 0 : change(process, name, words.subList(1, words.size()));
        }
        boolean valued = VALUED.contains(word);
        if (valued && words.size() < (word.equals("hw") ? 3 : 2)) {
            return misused(process);
        }
        if (word.equals("hw") && !words.get(2).matches("([0-9a-fA-F]{1,2}:){5}[0-9a-fA-F]{1,2}")) {
            process.err().println(words.get(2) + ": invalid " + words.get(1) + " address.");
            return 1;
        }
        if (word.equals("add") && !known) {
            process.err().println("SIOGIFINDEX: No such device");
            return 1;
        }
        if (FLAGS.contains(word)) {
            if (!known) {
                process.err().println(name + ": ERROR while getting interface flags: No such device");
            } else {
                process.err().println("SIOCSIFFLAGS: Operation not permitted");
            }
            return 255;
        }
        Optional<String> request = Optional.ofNullable(
                switch (word) {
                    case "name" -> "SIOCSIFNAME";
                    case "mtu" -> "SIOCSIFMTU";
                    case "netmask" -> "SIOCSIFNETMASK";
                    case "broadcast" -> "SIOCSIFBRDADDR";
                    case "txqueuelen" -> "SIOCSIFTXQLEN";
                    case "hw" -> "SIOCSIFHWADDR";
                    case "add" -> "SIOCSIFADDR";
                    case "del" -> "SIOCDIFADDR";
                    default -> null;
                });
        if (request.isPresent()) {
            process.err().println(request.get() + ": " + (known ? "Operation not permitted" : "No such device"));
            return 1;
        }
        if (!word.matches("[0-9]+(\\.[0-9]+){0,3}(/[0-9]+)?")) {
            process.err().println(word + ": Host name lookup failure");
            process.err().println("ifconfig: `--help' gives usage information.");
            return 1;
        }
        process.err().println("SIOCSIFADDR: Operation not permitted");
        process.err()
                .println(
                        known
                                ? "SIOCSIFFLAGS: Operation not permitted"
                                : name + ": ERROR while getting interface flags: No such device");
        if (words.size() > 1) {
            change(process, name, words.subList(1, words.size()));
        }
        return 255;
    }
}
