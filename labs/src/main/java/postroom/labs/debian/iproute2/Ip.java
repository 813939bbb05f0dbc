package postroom.labs.debian.iproute2;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.sockets.Interface;
import postroom.labs.debian.sockets.Sockets;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;

/**
 * {@code ip(8)} of iproute2: addresses, links, routes, neighbours. The lab's interfaces cannot be changed, not even by
 * root, as in a container that lacks CAP_NET_ADMIN.
 */
public final class Ip implements Program {
    private static final List<String> OBJECTS = List.of(
            "address",
            "addrlabel",
            "maddress",
            "route",
            "rule",
            "neighbor",
            "neighbour",
            "ntable",
            "ntbl",
            "link",
            "l2tp",
            "fou",
            "ila",
            "macsec",
            "tunnel",
            "tunl",
            "tuntap",
            "tap",
            "token",
            "tcpmetrics",
            "tcp_metrics",
            "monitor",
            "xfrm",
            "mroute",
            "mrule",
            "netns",
            "netconf",
            "vrf",
            "sr",
            "nexthop",
            "mptcp",
            "ioam",
            "help",
            "stats",
            "amt");
    private static final int MAX_BATCH = 1 << 20;
    private static final Set<String> SCOPES = Set.of("global", "site", "link", "host", "nowhere", "all");
    private static final Set<String> FILTERS = Set.of("dev", "scope", "to", "type", "master", "label", "group");
    private static final Set<String> LINK_VALUED = Set.of(
            "dev",
            "arp",
            "multicast",
            "allmulticast",
            "promisc",
            "name",
            "address",
            "broadcast",
            "alias",
            "group",
            "master",
            "netns",
            "vf",
            "dynamic",
            "trailers");
    private static final Set<String> CHANGES =
            Set.of("add", "change", "replace", "del", "delete", "append", "prepend", "set", "flush", "save", "restore");
    private static final Map<String, List<String>> COMMANDS = Map.of(
            "address",
            List.of("add", "change", "chg", "replace", "delete", "show", "lst", "list", "flush", "save", "help"),
            "link",
            List.of("add", "set", "change", "replace", "delete", "show", "lst", "list", "help"),
            "route",
            List.of(
                    "list", "show", "lst", "get", "add", "append", "change", "chg", "delete", "replace", "flush",
                    "save", "help"),
            "neighbour",
            List.of("add", "change", "chg", "replace", "delete", "get", "show", "lst", "list", "flush", "help"));

    @Override
    public int run(Process process) throws IOException {
        IpOptions options = IpOptions.parse(process.arguments());
        if (options.unknown() != null) {
            process.err().println("Option \"" + options.unknown() + "\" is unknown, try \"ip -help\".");
            return 255;
        }
        if (options.wrongFamily() != null) {
            process.err()
                    .println("Error: argument \"" + options.wrongFamily() + "\" is wrong: invalid protocol family");
            return 255;
        }
        if (options.namespace() != null) {
            process.err()
                    .println(
                            "Cannot open network namespace \"" + options.namespace() + "\": No such file or directory");
            return 255;
        }
        if (options.batch() != null) {
            return batch(process, options.batch());
        }
        if (options.version()) {
            process.out().println("ip utility, iproute2-6.1.0, libbpf 1.1.2");
            return 0;
        }
        if (options.help() || options.rest().isEmpty()) {
            return help(process, "ip");
        }
        return object(process, options);
    }

    /** The lines of a file, each a command; it ends with the first that fails. */
    private static int batch(Process process, String name) throws IOException {
        String text;
        try {
            byte[] bytes = name.equals("-")
                    ? process.in().readNBytes(MAX_BATCH)
                    : process.files().readAll(name);
            text = new String(bytes, StandardCharsets.UTF_8);
        } catch (ErrnoException e) {
            process.err().println("Cannot open file \"" + name + "\" for reading: " + e.getMessage());
            return 1;
        }
        int number = 0;
        for (String line : text.split("\n")) {
            number++;
            process.step();
            String words = line.replaceFirst("#.*", "").strip();
            if (!words.isEmpty() && object(process, IpOptions.parse(List.of(words.split("\\s+")))) != 0) {
                process.out().flush();
                process.err().println("Command failed " + name + ":" + number);
                return 1;
            }
        }
        return 0;
    }

    private static int object(Process process, IpOptions options) throws IOException {
        String given = options.rest().get(0);
        String object =
                OBJECTS.stream().filter(it -> it.startsWith(given)).findFirst().orElse("");
        List<String> words = options.rest().subList(1, options.rest().size());
        switch (object) {
            case "address":
            case "link":
            case "route":
            case "neighbor":
            case "neighbour":
                return known(process, options, object.startsWith("neigh") ? "neighbour" : object, words);
            case "rule":
                return rule(process, options, words);
            case "vrf":
                process.out().print("Name              Table\n-----------------------\nNo VRF has been configured\n");
                return 0;
            case "xfrm":
                process.err().println("RTNETLINK answers: Operation not permitted\nDump terminated");
                return 1;
            case "maddress":
                process.out().print("1:\tlo\n\tinet  224.0.0.1\n\tinet6 ff02::1\n\tinet6 ff01::1\n");
                return 0;
            case "monitor":
                return words.contains("help") ? help(process, "ip-monitor") : forever(process);
            case "help":
                return help(process, "ip");
            case "":
                process.err().println("Object \"" + given + "\" is unknown, try \"ip help\".");
                return 1;
            default:
                return 0; // the kernel has nothing of the kind
        }
    }

    private static int rule(Process process, IpOptions options, List<String> words) throws IOException {
        String verb = words.isEmpty() ? "show" : words.get(0);
        if ("help".startsWith(verb)) {
            return help(process, "ip-rule");
        }
        if (!"show".startsWith(verb) && !"list".startsWith(verb) && !"lst".startsWith(verb)) {
            boolean known = List.of("add", "delete", "flush", "save", "restore").stream()
                    .anyMatch(it -> it.startsWith(verb));
            process.err()
                    .println(
                            known
                                    ? "RTNETLINK answers: Operation not permitted"
                                    : "Command \"" + verb + "\" is unknown, try \"ip rule help\".");
            return known ? 2 : 255;
        }
        process.out().print("0:\tfrom all lookup local\n32766:\tfrom all lookup main\n");
        process.out().print(options.family() == 6 ? "" : "32767:\tfrom all lookup default\n");
        return 0;
    }

    private static int help(Process process, String text) throws IOException {
        process.err().print(HelpText.of("iproute2/" + text));
        return 255;
    }

    /** Nothing ever changes; it waits for a signal. */
    private static int forever(Process process) {
        process.await(null, () -> false);
        return 0;
    }

    private static int known(Process process, IpOptions options, String object, List<String> words) throws IOException {
        String given = words.isEmpty() ? "show" : words.get(0);
        String command = COMMANDS.get(object).stream()
                .filter(it -> it.startsWith(given))
                .findFirst()
                .orElse("");
        List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
        String name = command.equals("delete") ? "del" : command;
        switch (name) {
            case "help":
                return help(process, "ip-" + object);
            case "":
                String shown = object.equals("neighbour") ? "neigh" : object;
                process.err().println("Command \"" + given + "\" is unknown, try \"ip " + shown + " help\".");
                return 255;
            case "show":
            case "list":
            case "lst":
                return show(process, options, object, rest);
            default:
                if (object.equals("route")) {
                    return new IpRoute(process, options).run(name, rest);
                }
                return CHANGES.contains(name) ? change(process, object, name, rest) : 0;
        }
    }

    private static int show(Process process, IpOptions options, String object, List<String> words) throws IOException {
        if (object.equals("route")) {
            return new IpRoute(process, options).run("list", words);
        }
        if (object.equals("neighbour")) {
            int at = words.indexOf("dev");
            if (at >= 0 && at + 1 < words.size() && !isThere(process, words.get(at + 1))) {
                process.err().println("Cannot find device \"" + words.get(at + 1) + "\"");
                return 1;
            }
            process.out().print(options.json() ? "[ ]\n" : "");
            return 0;
        }
        String device = null;
        String scope = null;
        boolean filtered = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean more = i + 1 < words.size();
            if (!more && FILTERS.contains(word)) {
                process.err().println("Command line is not complete. Try option \"help\"");
                return 255;
            }
            if (word.equals("dev") && more) {
                device = words.get(++i);
            } else if (word.equals("scope") && more) {
                scope = words.get(++i);
                if (!SCOPES.contains(scope)) {
                    process.err().println("Error: argument \"" + scope + "\" is wrong: invalid \"scope\"\n");
                    return 255;
                }
            } else if (word.equals("to") && more) {
                i++;
                filtered = true;
                options = IpOptions.parse(List.of("-4"));
            } else if (word.equals("type") || word.equals("master") || word.equals("label")) {
                i++; // the interfaces are of no such type and have neither masters nor labels
                return 0;
            } else if (word.equals("group")) {
                i++;
            } else if (!word.equals("up") && device != null) {
                process.err().println("Error: either \"dev\" is duplicate, or \"" + word + "\" is a garbage.");
                return 255;
            } else if (!word.equals("up")) {
                device = word;
            }
        }
        return new IpAddress(process, options, object.equals("link")).show(device, scope, filtered);
    }

    private static int change(Process process, String object, String command, List<String> words) throws IOException {
        if (command.equals("flush")) {
            return flush(process, object, words);
        }
        if (object.equals("link") && command.equals("add")) {
            boolean typed = words.contains("type");
            process.err()
                    .println(
                            !typed
                                    ? "Not enough information: \"type\" argument is required"
                                    : process.who().isRoot()
                                            ? "Error: Unknown device type."
                                            : "RTNETLINK answers: Operation not permitted");
            return typed ? 2 : 1;
        }
        if (object.equals("neighbour") && words.isEmpty()) {
            process.err().println("Device and destination are required arguments.");
            return 255;
        }
        int dev = words.indexOf("dev");
        String device = dev >= 0 && dev + 1 < words.size() ? words.get(dev + 1) : null;
        boolean address = object.equals("address");
        if (address) {
            for (String each :
                    words.stream().limit(dev < 0 ? 1 : Math.min(dev, 1)).toList()) {
                if (!IpRoute.prefix(each)) {
                    process.err().println("Error: any valid prefix is expected rather than \"" + each + "\".");
                    return 1;
                }
            }
        }
        if (object.equals("link") && device == null && !words.isEmpty()) {
            device = words.get(0);
        }
        if (device == null) {
            process.err().println("Not enough information: \"dev\" argument is required.");
            return address ? 1 : 255;
        }
        String wanted = device;
        if (!isThere(process, wanted)) {
            process.err().println("Cannot find device \"" + wanted + "\"");
            return 1;
        }
        if (object.equals("link") && !linkWords(process, words.subList(dev < 0 ? 1 : 0, words.size()))) {
            return 255;
        }
        if (process.who().isRoot() && address && has(process, wanted, words)) {
            process.err().println("RTNETLINK answers: File exists");
            return 2;
        }
        process.err().println("RTNETLINK answers: Operation not permitted");
        return 2;
    }

    private static boolean isThere(Process process, String device) {
        return Interface.of(process).stream().anyMatch(it -> it.name().equals(device));
    }

    private static int flush(Process process, String object, List<String> words) throws IOException {
        if (words.isEmpty()) {
            process.err().println("Flush requires arguments.");
            return 1;
        }
        int dev = words.indexOf("dev");
        if (dev >= 0 && dev + 1 < words.size() && !isThere(process, words.get(dev + 1))) {
            process.err().println("Cannot find device \"" + words.get(dev + 1) + "\"");
            return 1;
        }
        if (object.equals("neighbour")) {
            return 0; // there are none
        }
        process.err().println("Failed to send flush request: Operation not permitted");
        return 255;
    }

    /** Whether the words of {@code ip link set} make sense; complains if not. */
    private static boolean linkWords(Process process, List<String> words) throws IOException {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean numbered = word.equals("mtu") || word.equals("txqueuelen");
            if (numbered && i + 1 < words.size() && !words.get(i + 1).matches("[0-9]{1,9}")) {
                process.err()
                        .println("Error: argument \"" + words.get(i + 1) + "\" is wrong: Invalid \"" + word
                                + "\" value\n");
                return false;
            }
            if (numbered || LINK_VALUED.contains(word)) {
                i++;
            } else if (!word.equals("up") && !word.equals("down")) {
                process.err().println("Error: either \"dev\" is duplicate, or \"" + word + "\" is a garbage.");
                return false;
            }
        }
        return true;
    }

    private static boolean has(Process process, String device, List<String> words) {
        return Interface.of(process).stream()
                .filter(it -> it.name().equals(device))
                .flatMap(it -> it.addresses().stream().map(a -> Sockets.numbers(a) + "/" + it.prefix(a)))
                .anyMatch(words::contains);
    }
}
