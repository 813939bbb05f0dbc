package postroom.labs.debian.nettools;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Numeric;
import postroom.labs.host.Process;
import postroom.labs.host.Resolver;

/** {@code route add} and {@code route del}: the words are read, then the kernel refuses. */
final class RouteChange {
    private static final int NO_NAME = 6;
    private static final int REFUSED = 7;
    private static final int USAGE = 3;
    private static final Set<String> VALUED =
            Set.of("metric", "netmask", "gw", "gateway", "mss", "window", "irtt", "dev", "device");
    private static final Set<String> FLAGS = Set.of("mod", "dyn", "reinstate", "reject");

    private final Process process;
    private final boolean add;

    RouteChange(Process process, boolean add) {
        this.process = process;
        this.add = add;
    }

    /** Reads the words behind the verb; the exit status. */
    int run(List<String> given) throws IOException {
        if (given.isEmpty()) {
            return usage(0);
        }
        boolean net = given.get(0).equals("-net");
        boolean host = given.get(0).equals("-host");
        List<String> words = net || host ? given.subList(1, given.size()) : given;
        if (words.isEmpty()) {
            return usage(USAGE);
        }
        Optional<InetAddress> target = Optional.empty();
        String bare = words.get(0).replaceFirst("/[0-9]{1,2}$", "");
        if (!bare.equals("default")) {
            target = address(bare);
            if (target.isEmpty()) {
                process.err().println(bare + (host ? ": Unknown host" : ": Host name lookup failure"));
                return NO_NAME;
            }
        }
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (VALUED.contains(word)) {
                if (++i == words.size()) {
                    return usage(USAGE);
                }
                int wrong = value(word, words.get(i), target);
                if (wrong != 0) {
                    return wrong;
                }
            } else if (!FLAGS.contains(word)
                    && i + 1 < words.size()) { // the last word is a device, with or without dev
                return usage(USAGE);
            }
        }
        process.err().println((add ? "SIOCADDRT" : "SIOCDELRT") + ": " + refusal());
        return REFUSED;
    }

    private String refusal() {
        boolean root = process.who().isRoot();
        return !root ? "Operation not permitted" : add ? "Network is unreachable" : "No such process";
    }

    private int value(String word, String value, Optional<InetAddress> target) throws IOException {
        if (word.startsWith("gw") || word.startsWith("gateway")) {
            if (address(value).isEmpty()) {
                process.err().println(value + ": Unknown host");
                return NO_NAME;
            }
        } else if (word.equals("netmask")) {
            Optional<InetAddress> mask = Numeric.strict(value).filter(it -> it.getAddress().length == 4);
            if (mask.isEmpty() || !contiguous(number(mask.get()))) {
                process.err().println("route: bogus netmask " + value);
                return usage(USAGE);
            }
            if (target.isPresent() && (number(target.get()) & ~number(mask.get())) != 0) {
                process.err().println("route: netmask doesn't match route address");
                return usage(USAGE);
            }
        } else if (!word.startsWith("dev") && !value.matches("[0-9]{1,9}")) {
            return usage(USAGE);
        }
        return 0;
    }

    private static int number(InetAddress address) {
        byte[] b = address.getAddress();
        return (b[0] & 0xFF) << 24 | (b[1] & 0xFF) << 16 | (b[2] & 0xFF) << 8 | b[3] & 0xFF;
    }

    private static boolean contiguous(int mask) {
        return (~mask & ~mask + 1) == 0;
    }

    private Optional<InetAddress> address(String name) {
        try {
            return Optional.of(new Resolver(process).addresses(name).get(0));
        } catch (Resolver.Unresolved unknown) {
            return Optional.empty();
        }
    }

    private int usage(int status) throws IOException {
        process.err().print(HelpText.of("net-tools/route-inet"));
        return status;
    }
}
