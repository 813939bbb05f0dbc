package postroom.labs.debian.nettools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.GetoptProgram;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.sockets.Sockets;
import postroom.labs.host.Process;
import postroom.labs.host.Resolver;
import postroom.labs.io.ErrnoException;

/** {@code arp(8)}: the table of neighbours, which is always empty: the lab's LAN has no link layer. */
public final class Arp extends GetoptProgram {
    private static final Getopt OPTIONS = new Getopt(
            "A:H:adefp:nsi:t:vh?DNV",
            "verbose",
            "v",
            "version",
            "V",
            "all",
            "a",
            "delete",
            "d",
            "file",
            "f",
            "numeric",
            "n",
            "set",
            "s",
            "protocol=",
            "A",
            "hw-type=",
            "H",
            "device=",
            "i",
            "help",
            "h",
            "use-device",
            "D",
            "symbolic",
            "N");

    private static final Set<String> HARDWARE = Set.of(
            "ash", "ether", "ax25", "netrom", "rose", "arcnet", "dlci", "fddi", "hippi", "irda", "x25", "eui64",
            "strip");
    private static final Set<String> FAMILIES =
            Set.of("inet", "inet6", "unix", "ax25", "netrom", "rose", "ipx", "ddp", "ec", "ash", "x25");

    /** The program. */
    public Arp() {
        super(OPTIONS);
    }

    @Override
    protected int misused(Process process) throws IOException {
        process.err().print(HelpText.of("net-tools/arp"));
        process.err().print(HelpText.of("net-tools/arp-types"));
        return 3;
    }

    @Override
    protected int run(Process process, Getopt.Parsed parsed) throws IOException {
        if (parsed.has("V")) {
            process.out().print(HelpText.of("net-tools/arp-version"));
            return 0;
        }
        if (parsed.has("h") || parsed.has("?")) {
            process.err().print(HelpText.of("net-tools/arp-types"));
            process.err().print(HelpText.of("net-tools/arp"));
            return 0;
        }
        String hardware = parsed.value("H", parsed.value("t", "ether"));
        if (!HARDWARE.contains(hardware)) {
            process.err().println("arp: " + hardware + ": unknown hardware type.");
            return 255;
        }
        String family = parsed.value("A", parsed.value("p", "inet"));
        if (!FAMILIES.contains(family)) {
            process.err().println("arp: " + family + ": unknown address family.");
            return 255;
        }
        List<String> hosts = parsed.operands();
        if (parsed.has("f")) {
            return file(process, hosts.isEmpty() ? "/etc/ethers" : hosts.get(0));
        }
        if (parsed.has("d") || parsed.has("s")) {
            return change(process, parsed.has("d"), hosts);
        }
        if (hosts.isEmpty()) {
            if (parsed.has("v")) {
                process.out().println("Entries: 0\tSkipped: 0\tFound: 0");
            }
            if (parsed.has("i") || parsed.has("H") || parsed.has("t")) {
                process.out().println("arp: in 0 entries no match found.");
            }
            return 0;
        }
        try {
            String address = Sockets.numbers(
                    new Resolver(process).addresses(hosts.get(0)).get(0));
            if (parsed.has("v")) {
                process.out().println("Entries: 0\tSkipped: 0\tFound: 0");
            }
            if (parsed.has("a")) {
                process.out().println("arp: in 0 entries no match found.");
                return 0;
            }
            process.out().println(hosts.get(0) + " (" + address + ") -- no entry");
            return 0;
        } catch (Resolver.Unresolved unknown) {
            process.err().println(hosts.get(0) + ": Host name lookup failure");
            return 255;
        }
    }

    private static boolean resolves(Process process, String host) {
        try {
            return !new Resolver(process).addresses(host).isEmpty();
        } catch (Resolver.Unresolved unknown) {
            return false;
        }
    }

    private static int file(Process process, String name) throws IOException {
        String text;
        try {
            text = new String(process.files().readAll(name), StandardCharsets.UTF_8);
        } catch (ErrnoException e) {
            process.err().println("arp: cannot open etherfile " + name + " !");
            return 255;
        }
        int number = 0;
        for (String line : text.split("\n")) {
            number++;
            process.step();
            String[] words = line.strip().split("\\s+");
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (words.length < 2) {
                process.err().println("arp: format error on line " + number + " of etherfile " + name + " !");
            } else if (change(process, false, List.of(words[0], words[1])) != 0) {
                process.err().println("arp: cannot set entry on line " + number + " of etherfile " + name + " !");
            }
        }
        return 0;
    }

    private static int change(Process process, boolean delete, List<String> hosts) throws IOException {
        if (hosts.isEmpty()) {
            process.err().println("arp: need host name");
        } else if (!delete && hosts.size() < 2) {
            process.err().println("arp: need hardware address");
        } else if (!resolves(process, hosts.get(0))) {
            process.err().println(hosts.get(0) + ": Host name lookup failure");
        } else if (!delete && !hosts.get(1).matches("([0-9a-fA-F]{1,2}:){5}[0-9a-fA-F]{1,2}")) {
            process.err().println("arp: invalid hardware address");
        } else if (!process.who().isRoot()) {
            process.err().println((delete ? "SIOCDARP(dontpub)" : "SIOCSARP") + ": Operation not permitted");
        } else {
            process.err().println((delete ? "SIOCDARP(dontpub)" : "SIOCSARP") + ": Network is unreachable");
        }
        return 255;
    }
}
