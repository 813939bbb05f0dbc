package postroom.labs.debian.iputils;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.sockets.Sockets;
import postroom.labs.host.Numeric;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.Resolver;

/**
 * {@code ping(8)} of iputils. The lab's network has no ICMP; the host itself and the lab's other hosts answer, as the time
 * it took to find them.
 *
 * <p>Exit status: 0 when an answer came, 1 when none did, 2 for other errors.
 */
public final class Ping implements Program {
    /** The programs of package iputils-ping. */
    public static final Map<String, Program> PROGRAMS = Map.of("iputils-ping/ping", new Ping());

    private static final Getopt OPTIONS = new Getopt("h?4bRT:6F:N:aABc:CdDe:fi:I:l:Lm:M:nOp:qQ:rs:S:t:UvVw:W:");

    @Override
    public int run(Process process) throws IOException {
        Getopt.Parsed parsed;
        try {
            parsed = OPTIONS.parse(process.argv().stream()
                    .map(it -> it.startsWith("--") && it.length() > 2 ? "-" + "-" + it.substring(2) : it)
                    .toList());
        } catch (UsageException wrong) {
            String message = wrong.getMessage().replaceFirst("unrecognized option '--.*'", "invalid option -- '-'");
            process.err().println(message.replaceFirst("^[^:]*/", ""));
            process.err().print(HelpText.of("iputils-ping/ping"));
            return 2;
        }
        if (parsed.has("h") || parsed.has("?")) {
            process.err().print(HelpText.of("iputils-ping/ping"));
            return 2;
        }
        if (parsed.has("V")) {
            process.out().println("ping from iputils 20221126");
            process.out().println("libcap: yes, IDN: yes, NLS: no, error.h: yes, getrandom(): yes, __fpending(): yes");
            return 0;
        }
        PingOptions options;
        try {
            options = PingOptions.of(parsed, process);
        } catch (UsageException wrong) {
            process.err().println("ping: " + wrong.getMessage());
            return 1;
        } catch (PingOptions.Fatal wrong) {
            process.err().println("ping: " + wrong.getMessage());
            return 2;
        }
        if (parsed.operands().isEmpty()) {
            process.err().println("ping: usage error: Destination address required");
            return 1;
        }
        return target(process, parsed, options);
    }

    private static int target(Process process, Getopt.Parsed parsed, PingOptions options) throws IOException {
        String host = parsed.operands().get(parsed.operands().size() - 1);
        InetAddress address;
        try {
            address = resolve(process, parsed, host);
        } catch (Unknown unknown) {
            process.err().println(process.name() + ": " + host + ": " + unknown.getMessage());
            return 2;
        }
        String device = parsed.value("I", null);
        if (device != null
                && !device.matches("[0-9.]+|.*:.*")
                && !device.equals("lo")
                && (process.host().node().addresses().isEmpty() || !device.equals("eth0"))) {
            process.err().println("ping: SO_BINDTODEVICE " + device + ": No such device");
            return 2;
        }
        Optional<InetAddress> source = device == null ? Optional.empty() : Numeric.strict(device);
        if (source.isPresent() && !process.host().node().isOwn(source.get())) {
            process.err().println("ping: bind: Cannot assign requested address");
            return 2;
        }
        boolean own = process.host().node().isOwn(address);
        if (!own && !reachable(process, address)) {
            process.err().println("ping: connect: Network is unreachable");
            return 2;
        }
        if (parsed.has("p")) {
            process.out().println("PATTERN: 0x" + parsed.value("p", ""));
        }
        Echo echo = new Echo(process, options, host, canonical(process, host), address);
        return echo.run();
    }

    /** An address to which a route leads: a LAN has a router to all others. */
    private static boolean reachable(Process process, InetAddress address) {
        return process.host().node().addresses().stream()
                .anyMatch(it -> it.getAddress().length == address.getAddress().length);
    }

    private static String canonical(Process process, String host) {
        List<String> names = new Resolver(process).aliases(host);
        return names.isEmpty() ? host : names.get(0);
    }

    /** A destination that has no address; the message is the reason. */
    private static final class Unknown extends Exception {
        private static final long serialVersionUID = 1L;

        Unknown(String reason) {
            super(reason, null, false, false);
        }
    }

    private static InetAddress resolve(Process process, Getopt.Parsed parsed, String host) throws Unknown {
        String text = host;
        if (host.isEmpty()) {
            throw new Unknown("Name or service not known");
        }
        if (host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){0,2}")) {
            text = shortForm(host);
        }
        List<InetAddress> found;
        try {
            found = new Resolver(process).addresses(text);
        } catch (Resolver.Unresolved e) {
            boolean like = text.matches("[0-9.]+");
            throw new Unknown(like ? "Temporary failure in name resolution" : e.getMessage());
        }
        boolean six = parsed.has("6") || process.name().equals("ping6");
        boolean four = parsed.has("4");
        return found.stream()
                .filter(it -> !six || it.getAddress().length == 16)
                .filter(it -> !four || it.getAddress().length == 4)
                .findFirst()
                .map(it -> it.isAnyLocalAddress() ? postroom.labs.net.Network.address("127.0.0.1") : it)
                .orElseThrow(() -> new Unknown("Address family for hostname not supported"));
    }

    /** {@code inet_aton(3)}: the last number fills what is left. */
    private static String shortForm(String text) {
        String[] parts = text.split("\\.");
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            int part = parts.length - (4 - i);
            String number = i < parts.length - 1 ? parts[i] : part >= 0 && i == 3 ? parts[parts.length - 1] : "0";
            if (i == 3) {
                number = parts[parts.length - 1];
            }
            all.append(i == 0 ? "" : ".").append(number);
        }
        return all.toString();
    }

    static String numbers(InetAddress address) {
        return Sockets.numbers(address);
    }

    static Duration seconds(double value) {
        return Duration.ofMillis(Math.round(value * 1000));
    }
}
