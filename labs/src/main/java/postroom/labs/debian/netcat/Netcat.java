package postroom.labs.debian.netcat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.Resolver;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Connection;
import postroom.labs.net.Network;
import postroom.labs.net.Node;

/** {@code nc.openbsd(1)}: connects to TCP ports or listens on one, and copies both ways. */
public final class Netcat implements Program {
    /** The programs of package netcat-openbsd. */
    public static final Map<String, Program> PROGRAMS = Map.of("netcat-openbsd/nc.openbsd", new Netcat());

    private static final Getopt OPTIONS = new Getopt("46bCDdFhI:i:klM:m:NnO:P:p:q:rSs:T:tUuV:vW:w:X:x:Zz");

    @Override
    public int run(Process process) throws IOException {
        Getopt.Parsed parsed;
        try {
            parsed = OPTIONS.parse(process.argv());
        } catch (UsageException wrong) {
            process.err().println(wrong.getMessage().replaceFirst("^[^:]*/", ""));
            return usage(process);
        }
        if (parsed.has("h")) {
            process.err().print(Texts.of("help"));
            return 1;
        }
        for (String missing : List.of("u", "U", "x", "X", "Z", "F")) {
            if (parsed.has(missing)) {
                process.err().println("nc: the lab's netcat speaks TCP only: no -" + missing);
                return 1;
            }
        }
        return parsed.has("l") ? listen(process, parsed) : connect(process, parsed);
    }

    private static int usage(Process process) throws IOException {
        process.err().print(Texts.of("usage"));
        return 1;
    }

    private static int connect(Process process, Getopt.Parsed parsed) throws IOException {
        List<String> operands = parsed.operands();
        if (operands.isEmpty()) {
            return usage(process);
        }
        if (operands.size() < 2) {
            process.err().println("nc: missing port number");
            return 1;
        }
        String host = operands.get(0);
        List<Integer> ports = ports(process, operands.get(1));
        if (ports == null) {
            return 1;
        }
        List<InetAddress> addresses;
        try {
            addresses = new Resolver(process).addresses(host);
        } catch (Resolver.Unresolved e) {
            process.err()
                    .println("nc: getaddrinfo for host \"" + host + "\" port " + operands.get(1) + ": "
                            + e.getMessage());
            return 1;
        }
        int status = 1;
        for (int port : ports) {
            process.step();
            for (InetAddress address : addresses) {
                Optional<Connection> connection = open(process, parsed, host, address, port);
                if (connection.isPresent()) {
                    if (parsed.has("z")) {
                        connection.get().close();
                    } else {
                        new Relay(process, connection.get(), parsed).run();
                    }
                    status = 0;
                    break;
                }
            }
        }
        return status;
    }

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
        List<String> operands = parsed.operands();
        String portText = parsed.value("p", operands.isEmpty() ? null : operands.get(operands.size() - 1));
        if (portText == null) {
            process.err().println("nc: missing port with option -l");
            return 1;
        }
        List<Integer> ports = ports(process, portText);
        if (ports == null) {
            return 1;
        }
        InetAddress local = Network.address("0.0.0.0");
        if (operands.size() > 1) {
            try {
                local = new Resolver(process).addresses(operands.get(0)).get(0);
            } catch (Resolver.Unresolved e) {
                process.err().println("nc: getaddrinfo: " + e.getMessage());
                return 1;
            }
        }
        int port = ports.get(0);
        if (port < 1024 && !process.who().isRoot()) {
            process.err().println("nc: Permission denied");
            return 1;
        }
        LinkedBlockingQueue<Connection> arrived = new LinkedBlockingQueue<>(16);
        Node.Listening listening;
        try {
            listening = process.host().node().listen(local, port, process.pid(), connection -> {
                if (!arrived.offer(connection)) {
                    connection.close();
                }
                process.wake();
            });
        } catch (ErrnoException e) {
            process.err().println("nc: " + e.getMessage());
            return 1;
        }
        try {
            return serve(process, parsed, arrived, local, port);
        } finally {
            listening.close();
        }
    }

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
    }
}
