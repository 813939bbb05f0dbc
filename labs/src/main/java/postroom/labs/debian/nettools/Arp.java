package postroom.labs.debian.nettools;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.GetoptProgram;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.sockets.Sockets;
import postroom.labs.host.Process;
import postroom.labs.host.Resolver;

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
        List<String> hosts = parsed.operands();
        if (parsed.has("d") || parsed.has("s")) {
            return change(process, parsed.has("d"), hosts);
        }
        if (hosts.isEmpty()) {
            if (parsed.has("i")) {
                process.out().println("arp: in 0 entries no match found.");
            }
            return 0;
        }
        try {
            String address = Sockets.numbers(
                    new Resolver(process).addresses(hosts.get(0)).get(0));
            process.out().println(hosts.get(0) + " (" + address + ") -- no entry");
            return 0;
        } catch (Resolver.Unresolved unknown) {
            process.err().println(hosts.get(0) + ": Host name lookup failure");
            return 255;
        }
    }

    private static int change(Process process, boolean delete, List<String> hosts) throws IOException {
        if (hosts.isEmpty()) {
            process.err().println("arp: need host name");
        } else if (!delete && hosts.size() < 2) {
            process.err().println("arp: need hardware address");
        } else if (!process.who().isRoot()) {
            process.err().println((delete ? "SIOCDARP(dontpub)" : "SIOCSARP") + ": Operation not permitted");
        } else {
            process.err().println(delete ? "No ARP entry for " + hosts.get(0) : "SIOCSARP: Network is unreachable");
        }
        return 255;
    }
}
