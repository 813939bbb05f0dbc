package postroom.labs.debian.netcat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code nc.openbsd(1)}: connects to TCP or UDP ports or listens on one, and copies both ways. */
public final class Netcat implements Program {
    /** The programs of package netcat-openbsd. */
    public static final Map<String, Program> PROGRAMS = Map.of("netcat-openbsd/nc.openbsd", new Netcat());

    private static final Getopt OPTIONS = new Getopt("46bCDdFhI:i:klM:m:NnO:P:p:q:rSs:T:tUuV:vW:w:X:x:Zz");
    private static final Set<String> TOS = Set.of(
            "critical", "lowdelay", "netcontrol", "throughput", "reliability", "af11", "af12", "af13", "af21", "af22",
            "af23", "af31", "af32", "af33", "af41", "af42", "af43", "cs0", "cs1", "cs2", "cs3", "cs4", "cs5", "cs6",
            "cs7", "ef", "inetcontrol");

    @Override
    public int run(Process process) throws IOException {
        Getopt.Parsed parsed;
        try {
            // getopt(3) knows no long options: the second hyphen of one is a letter
            parsed = OPTIONS.parse(process.argv().stream()
                    .map(it -> it.startsWith("--") && it.length() > 2 ? "-\u0001" : it)
                    .toList());
        } catch (UsageException wrong) {
            process.err().println(wrong.getMessage().replaceFirst("^[^:]*/", "").replace('\u0001', '-'));
            return usage(process);
        }
        if (parsed.has("h")) {
            process.err().print(HelpText.of("netcat-openbsd/help"));
            return 0;
        }
        String complaint = complaint(parsed);
        if (complaint != null) {
            process.err().println("nc: " + complaint);
            return 1;
        }
        return arguments(process, parsed);
    }

    static int usage(Process process) throws IOException {
        process.err().print(HelpText.of("netcat-openbsd/nc"));
        return 1;
    }

    /** What is wrong with an option's value, as it is found from left to right. */
    private static String complaint(Getopt.Parsed parsed) {
        for (Getopt.Option each : parsed.options()) {
            String wrong =
                    switch (each.key()) {
                        case "w" -> number("timeout", each.value(), 0, Integer.MAX_VALUE / 1000);
                        case "q" -> number("quit timer", each.value(), Integer.MIN_VALUE, Integer.MAX_VALUE);
                        case "i" -> number("interval", each.value(), 0, Integer.MAX_VALUE);
                        case "I" -> number("TCP receive window", each.value(), 1, 65_536 << 14);
                        case "O" -> number("TCP send window", each.value(), 1, 65_536 << 14);
                        case "M" -> number("ttl", each.value(), 0, 255).replace("ttl ", "ttl is ");
                        case "m" -> number("minttl", each.value(), 0, 255).replace("minttl ", "minttl is ").replaceFirst(": .*", "");
                        case "X" -> Set.of("4", "5", "connect").contains(each.value())
                                ? ""
                                : "unsupported proxy protocol";
                        case "V" -> "no alternate routing table support available";
                        case "T" -> TOS.contains(each.value()) || each.value().matches("(0x)?[0-9a-f]{1,4}")
                                ? ""
                                : "illegal tos value " + each.value();
                        default -> "";
                    };
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        return null;
    }

    private static String number(String what, String text, long low, long high) {
        if (!text.matches("[+-]?[0-9]{1,18}")) {
            return what + " invalid: " + text;
        }
        long value = Long.parseLong(text.replaceFirst("^\\+", ""));
        return value < low ? what + " too small: " + text : value > high ? what + " too large: " + text : "";
    }

    private static int arguments(Process process, Getopt.Parsed parsed) throws IOException {
        List<String> operands = parsed.operands();
        boolean listens = parsed.has("l");
        if (operands.isEmpty() && !listens || operands.size() > 2 && listens) {
            return usage(process);
        }
        if (parsed.has("U")) {
            return unix(process, parsed, listens);
        }
        String host = operands.isEmpty() ? null : operands.get(0);
        String port = operands.size() > 1 ? operands.get(1) : null;
        if (listens && operands.size() == 1 && !parsed.has("p")) {
            port = host;
            host = null;
        } else if (listens && parsed.has("p")) {
            port = operands.size() > 1 ? port : parsed.value("p", null);
        }
<<<<<<< HEAD
        if (port == null) {
            return fail(process, "missing port number");
=======
        List<InetAddress> addresses;
        try {
            addresses = new Resolver(process).addresses(host);
        } catch (Resolver.Unresolved e) {
            process.err()
                    .println("nc: getaddrinfo for host \"" + host + "\" port " + operands.get(1) + ": "
                            + e.getMessage());
            return 1;
>>>>>>> dns
        }
        if (listens && parsed.has("z")) {
            return fail(process, "cannot use -z and -l");
        }
        if (parsed.has("k") && !listens) {
            return fail(process, "must use -l with -k");
        }
        if (parsed.has("D") && !process.who().isRoot()) {
            return fail(process, "Permission denied");
        }
        if (listens && host == null) {
            host = parsed.value("s", null);
        }
        return listens ? new Listener(process, parsed).run(host, port) : new Caller(process, parsed).run(host, port);
    }

<<<<<<< HEAD
    /** There are no UNIX sockets in the lab: nobody can be reached by one. */
    private static int unix(Process process, Getopt.Parsed parsed, boolean listens) throws IOException {
=======
    private static Optional<Connection> open(
            Process process, Getopt.Parsed parsed, String host, InetAddress address, int port) throws IOException {
        String where = parsed.has("n") ? host : host + " (" + address.getHostAddress() + ")";
        try {
            Connection connection = process.await(process.host().node().connect(address, port));
            connection.owner(process.pid());
            if (parsed.has("v")) {
                String service = parsed.has("n")
                        ? "*"
                        : new Resolver(process).service(port).orElse("*");
                process.err().println("Connection to " + where + " " + port + " port [tcp/" + service + "] succeeded!");
            }
            return Optional.of(connection);
        } catch (ErrnoException e) {
            if (parsed.has("v")) {
                process.err().println("nc: connect to " + where + " port " + port + " (tcp) failed: " + e.getMessage());
            }
            return Optional.empty();
        }
    }

    /** A port, a service's name or a range; null after a complaint. */
    private static List<Integer> ports(Process process, String text) throws IOException {
        List<Integer> all = new ArrayList<>();
        if (text.matches("[0-9]+-[0-9]+")) {
            String[] ends = text.split("-");
            if (ends[0].length() <= 5 && ends[1].length() <= 5) {
                int low = Integer.parseInt(ends[0]);
                int high = Integer.parseInt(ends[1]);
                for (int port = Math.min(low, high); port <= Math.max(low, high) && port <= 65_535; port++) {
                    all.add(port);
                }
                return all;
            }
        }
        Optional<Integer> port = new Resolver(process).port(text);
        if (port.isEmpty() || port.get() == 0) {
            boolean number = text.matches("[0-9]+");
            process.err()
                    .println(
                            number
                                    ? "nc: port number " + (text.matches("0+") ? "too small" : "too large") + ": "
                                            + text
                                    : "nc: service \"" + text + "\" unknown");
            return null;
        }
        return List.of(port.get());
    }

    private static int listen(Process process, Getopt.Parsed parsed) throws IOException {
>>>>>>> dns
        List<String> operands = parsed.operands();
        if (operands.size() > 1) {
<<<<<<< HEAD
            return fail(process, "cannot use port with -U");
        }
        String path = operands.isEmpty() ? "" : operands.get(0);
        try {
            if (listens) {
                String folder = path.contains("/") ? path.substring(0, path.lastIndexOf('/') + 1) : ".";
                process.files().stat(folder);
                return fail(process, "Operation not supported");
=======
            try {
                local = new Resolver(process).addresses(operands.get(0)).get(0);
            } catch (Resolver.Unresolved e) {
                process.err().println("nc: getaddrinfo: " + e.getMessage());
                return 1;
>>>>>>> dns
            }
            process.files().stat(path);
            return fail(process, path + ": Connection refused");
        } catch (postroom.labs.io.ErrnoException e) {
            return fail(process, (listens ? "" : path + ": ") + e.getMessage());
        }
    }

<<<<<<< HEAD
    static int fail(Process process, String message) throws IOException {
        process.err().println("nc: " + message);
        return 1;
=======
    private static int serve(
            Process process, Getopt.Parsed parsed, LinkedBlockingQueue<Connection> arrived, InetAddress local, int port)
            throws IOException {
        if (parsed.has("v")) {
            process.err().println("Listening on " + local.getHostAddress() + " " + port);
        }
        Duration timeout = parsed.has("w") ? Duration.ofSeconds(Long.parseLong(parsed.value("w", "0"))) : null;
        do {
            if (!process.await(timeout, () -> !arrived.isEmpty())) {
                return 1;
            }
            Connection connection = arrived.remove();
            connection.owner(process.pid());
            if (parsed.has("v")) {
                String from = new Resolver(process)
                        .name(connection.remote().address())
                        .orElse(connection.remote().address().getHostAddress());
                process.err()
                        .println("Connection received on " + from + " "
                                + connection.remote().port());
            }
            new Relay(process, connection, parsed).run();
        } while (parsed.has("k"));
        return 0;
>>>>>>> dns
    }
}
