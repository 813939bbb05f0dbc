package postroom.labs.debian.netcat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.sockets.Sockets;
import postroom.labs.host.Process;
import postroom.labs.host.Resolver;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Connection;
import postroom.labs.net.Endpoint;
import postroom.labs.net.Network;
import postroom.labs.net.UdpSocket;

/** nc without {@code -l}: tries the ports one after the other. */
final class Caller {
    /** Ports below are root's. */
    private static final int FIRST_FREE = 1024;

    private static final Duration REFUSAL = Duration.ofMillis(50);

    private final Process process;
    private final Getopt.Parsed parsed;
    private final Resolver resolver;

    Caller(Process process, Getopt.Parsed parsed) {
        this.process = process;
        this.parsed = parsed;
        this.resolver = new Resolver(process);
    }

    int run(String host, List<String> portTexts) throws IOException {
        if (parsed.has("x")) {
            return proxy();
        }
        List<Integer> ports = new ArrayList<>();
        for (String each : portTexts) {
            List<Integer> some = ports(each);
            if (some == null) {
                return 1;
            }
            ports.addAll(some);
        }
        int status = 1;
        for (int port : ports) {
            process.step();
            List<InetAddress> addresses;
            try {
                addresses = addresses(host);
            } catch (Unresolved e) {
                return Netcat.fail(
                        process, "getaddrinfo for host \"" + host + "\" port " + port + ": " + e.getMessage());
            }
            if (!bindable()) {
                return 1;
            }
            for (InetAddress address : addresses) {
                boolean udp = parsed.has("u");
                if (udp ? datagrams(host, address, port) : stream(host, address, port)) {
                    status = 0;
                    break;
                }
            }
        }
        return status;
    }

    /** The lab has no proxies. */
    private int proxy() throws IOException {
        String[] proxy = parsed.value("x", "").split(":", 2);
        String port = proxy.length > 1 ? proxy[1] : parsed.value("X", "5").equals("connect") ? "3128" : "1080";
        if (parsed.has("v")) {
            process.err().println("nc: connect to " + proxy[0] + " port " + port + " (tcp) failed: Connection refused");
        }
        return 1;
    }

    /** What {@code getaddrinfo} says. */
    private static final class Unresolved extends Exception {
        private static final long serialVersionUID = 1L;

        Unresolved(String message) {
            super(message, null, false, false);
        }
    }

    private List<InetAddress> addresses(String host) throws Unresolved {
        boolean number = host.matches("[0-9.]+") || host.contains(":");
        if (parsed.has("n") && !number) {
            throw new Unresolved("Name or service not known");
        }
        int family = parsed.has("6") ? 16 : parsed.has("4") ? 4 : 0;
        List<InetAddress> found;
        try {
            found = resolver.addresses(host).stream()
                    .filter(it -> family == 0 || it.getAddress().length == family)
                    .toList();
        } catch (Resolver.Unresolved e) {
            throw new Unresolved(e.getMessage());
        }
        if (found.isEmpty()) {
            throw new Unresolved(
                    number ? "Address family for hostname not supported" : "Temporary failure in name resolution");
        }
        return found;
    }

    /** Whether the source address and port that were asked for are to be had. */
    private boolean bindable() throws IOException {
        String port = parsed.value("p", null);
        if (port != null && resolver.port(port).isEmpty() && !port.matches("[0-9]+")) {
            Netcat.fail(process, "getaddrinfo: Servname not supported for ai_socktype");
            return false;
        }
        int wanted = port == null ? 0 : resolver.port(port).orElse(0);
        if (wanted > 0 && wanted < FIRST_FREE && !process.who().isRoot()) {
            Netcat.fail(process, "bind failed: Permission denied");
            return false;
        }
        String source = parsed.value("s", null);
        if (source == null) {
            return true;
        }
        try {
            if (!process.host().node().isOwn(resolver.addresses(source).get(0))) {
                Netcat.fail(process, "bind failed: Cannot assign requested address");
                return false;
            }
            return true;
        } catch (Resolver.Unresolved e) {
            Netcat.fail(process, "getaddrinfo: " + e.getMessage());
            return false;
        }
    }

    private Optional<InetAddress> source() {
        try {
            return parsed.has("s")
                    ? Optional.of(resolver.addresses(parsed.value("s", "")).get(0))
                    : Optional.empty();
        } catch (Resolver.Unresolved gone) {
            return Optional.empty(); // it was looked up a moment ago; what has gone meanwhile binds nothing
        }
    }

    /** A port, a service's name or a range; null after a complaint. */
    private List<Integer> ports(String text) throws IOException {
        int hyphen = text.indexOf('-');
        if (hyphen < 0 || resolver.port(text).isPresent()) {
            Integer port = port(text);
            return port == null ? null : List.of(port);
        }
        if (hyphen == 0 || !text.matches("[0-9]+-.*")) {
            Integer none = port(text);
            return none == null ? null : List.of(none);
        }
        Integer one = port(text.substring(0, hyphen));
        Integer other = one == null ? null : port(text.substring(hyphen + 1));
        if (other == null) {
            return null;
        }
        List<Integer> all = new ArrayList<>();
        for (int i = Math.min(one, other); i <= Math.max(one, other); i++) {
            all.add(i);
        }
        return all;
    }

    private Integer port(String text) throws IOException {
        if (text.matches("[0-9]+")) {
            boolean small = text.matches("0+");
            if (small || text.length() > 5 || Integer.parseInt(text) > 65_535) {
                Netcat.fail(process, "port number too " + (small ? "small" : "large") + ": " + text);
                return null;
            }
            return Integer.valueOf(text);
        }
        Optional<Integer> port = text.isEmpty() ? Optional.empty() : resolver.port(text);
        if (port.isEmpty()) {
            Netcat.fail(process, "port number invalid: " + text);
            return null;
        }
        return port.get();
    }

    private String where(String host, InetAddress address) {
        String numbers = Sockets.numbers(address);
        return parsed.has("n") || host.equals(numbers) ? host : host + " (" + numbers + ")";
    }

    private void succeeded(String host, InetAddress address, int port, String protocol) throws IOException {
        if (parsed.has("v")) {
            String service = parsed.has("n") ? "*" : resolver.service(port).orElse("*");
            process.err()
                    .println("Connection to " + where(host, address) + " " + port + " port [" + protocol + "/" + service
                            + "] succeeded!");
        }
    }

    private boolean stream(String host, InetAddress address, int port) throws IOException {
        Connection connection;
        try {
            connection = process.await(process.host().node().connect(source(), address, port));
        } catch (ErrnoException e) {
            if (parsed.has("v")) {
                Netcat.fail(
                        process,
                        "connect to " + where(host, address) + " port " + port + " (tcp) failed: " + e.getMessage());
            }
            return false;
        }
        connection.owner(process.pid());
        succeeded(host, address, port, "tcp");
        if (parsed.has("z")) {
            connection.close();
        } else {
            new Relay(process, connection, parsed).run();
        }
        return true;
    }

    private boolean datagrams(String host, InetAddress address, int port) throws IOException {
        boolean six = address.getAddress().length == 16;
        UdpSocket socket = process.host().node().udp(Network.address(six ? "::" : "0.0.0.0"), 0, process.pid());
        try {
            socket.connect(new Endpoint(address, port));
            if (parsed.has("v") && !heard(socket)) {
                return false;
            }
            succeeded(host, address, port, "udp");
            if (!parsed.has("z")) {
                new Relay(process, socket.retain(), parsed).run();
            }
            return true;
        } catch (ErrnoException e) {
            return false;
        } finally {
            socket.close();
        }
    }

    /** {@code -v} tests whether a UDP port is there: four letters, and is one of them refused? */
    private boolean heard(UdpSocket socket) {
        try {
            for (int i = 0; i < 4; i++) {
                socket.send(new byte[] {'X'});
                process.poll(REFUSAL, socket);
            }
            return true;
        } catch (ErrnoException refused) {
            return false;
        }
    }
}
