package postroom.labs.debian.netcat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.sockets.Sockets;
import postroom.labs.host.Process;
import postroom.labs.host.Resolver;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Connection;
import postroom.labs.net.Datagram;
import postroom.labs.net.Endpoint;
import postroom.labs.net.Network;
import postroom.labs.net.Node;
import postroom.labs.net.UdpSocket;

/** {@code nc -l}: waits for one who connects, or with {@code -k} for one after the other. */
final class Listener {
    private static final int BACKLOG = 16;

    private final Process process;
    private final Getopt.Parsed parsed;
    private final Resolver resolver;

    Listener(Process process, Getopt.Parsed parsed) {
        this.process = process;
        this.parsed = parsed;
        this.resolver = new Resolver(process.host());
    }

    int run(String host, String portText) throws IOException {
        Optional<Integer> port = resolver.port(portText);
        if (port.isEmpty()) {
            return Netcat.fail(process, "getaddrinfo: Servname not supported for ai_socktype");
        }
        InetAddress local = Network.address(parsed.has("6") ? "::" : "0.0.0.0");
        if (host != null) {
            try {
                local = resolver.addresses(host).get(0);
            } catch (Resolver.Unresolved e) {
                return Netcat.fail(process, "getaddrinfo: " + e.getMessage());
            }
        }
        if (port.get() > 0 && port.get() < 1024 && !process.who().isRoot()) {
            return Netcat.fail(process, "Permission denied");
        }
        try {
            return parsed.has("u") ? datagrams(local, port.get()) : streams(local, port.get());
        } catch (Refused e) {
            return Netcat.fail(process, e.getMessage());
        }
    }

    /** The address cannot be had. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(ErrnoException why) {
            super(why.getMessage(), why);
        }
    }

    private int streams(InetAddress local, int port) throws IOException, Refused {
        LinkedBlockingQueue<Connection> arrived = new LinkedBlockingQueue<>(BACKLOG);
        Node.Listening listening;
        try {
            listening = process.host().node().listen(local, port, process.pid(), connection -> {
                if (!arrived.offer(connection)) {
                    connection.close();
                }
                process.wake();
            });
        } catch (ErrnoException e) {
            throw new Refused(e);
        }
        try {
            say(local, port);
            do {
                process.await(null, () -> !arrived.isEmpty());
                Connection connection = arrived.remove();
                if (!parsed.has("k")) {
                    listening.close();
                }
                connection.owner(process.pid());
                received(connection.remote());
                new Relay(process, connection, parsed).run();
            } while (parsed.has("k"));
            return 0;
        } finally {
            listening.close();
            arrived.forEach(Connection::close);
        }
    }

    private int datagrams(InetAddress local, int port) throws IOException, Refused {
        UdpSocket socket;
        try {
            socket = process.host().node().udp(local, port, process.pid());
        } catch (ErrnoException e) {
            throw new Refused(e);
        }
        try {
            say(local, port);
            do {
                process.poll(null, socket);
                Optional<Datagram> first = socket.receive();
                if (first.isPresent()) {
                    received(first.get().from());
                    byte[] data = first.get().data();
                    process.write(1, data, 0, data.length);
                    if (!parsed.has("k")) {
                        socket.connect(first.get().from());
                        new Relay(process, socket.retain(), parsed).run();
                        return 0;
                    }
                }
            } while (true);
        } finally {
            socket.close();
        }
    }

    private void say(InetAddress local, int port) throws IOException {
        if (!parsed.has("v")) {
            return;
        }
        boolean four = local.getAddress().length == 4;
        if (local.isAnyLocalAddress() && four && !parsed.has("n")) {
            // the name of 0.0.0.0 is asked of the name server, which the lab may not have
            process.err().println("nc: getnameinfo: Temporary failure in name resolution");
            return;
        }
        process.err().println("Listening on " + (local.isAnyLocalAddress() ? Sockets.numbers(local) : name(local)) + " " + port);
    }

    private void received(Endpoint from) throws IOException {
        if (parsed.has("v")) {
            process.err().println("Connection received on " + name(from.address()) + " " + from.port());
        }
    }

    private String name(InetAddress address) {
        String numbers = Sockets.numbers(address);
        return parsed.has("n") ? numbers : resolver.name(address).orElse(numbers);
    }
}
