package postroom.labs.debian.dnsmasqbase;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import postroom.labs.host.Host;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Datagram;
import postroom.labs.net.Endpoint;
import postroom.labs.net.Network;
import postroom.labs.net.UdpSocket;
import postroom.labs.net.dns.DnsFormatException;
import postroom.labs.net.dns.DnsMessage;

/** Hands questions on to other servers, and their answers back. A server that does not answer leaves the client waiting. */
final class Forwarder {
    private static final int MAX_UNDER_WAY = 150;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Host host;
    private final int owner;
    private final Map<UdpSocket, Boolean> underWay = new ConcurrentHashMap<>();
    private final Map<Endpoint, AtomicInteger> sent = new ConcurrentHashMap<>();

    Forwarder(Host host, int owner) {
        this.host = host;
        this.owner = owner;
    }

    /**
     * Asks a server.
     *
     * @param answered gets its answer, perhaps before this returns; perhaps never
     */
    void ask(DnsMessage query, Endpoint server, Consumer<DnsMessage> answered) {
        if (underWay.size() >= MAX_UNDER_WAY) {
            return;
        }
        InetAddress any = Network.address(server.address().getAddress().length == 4 ? "0.0.0.0" : "::");
        UdpSocket socket = null;
        try {
            int id = query.id;
            query.id = host.random().nextInt(65_536);
            byte[] bytes = query.encode();
            int asked = query.id;
            query.id = id;
            socket = host.node().udp(any, 0, owner);
            UdpSocket mine = socket;
            underWay.put(mine, true);
            socket.serve(datagram -> received(mine, datagram, asked, id, answered));
            socket.connect(server);
            sent.computeIfAbsent(server, it -> new AtomicInteger()).incrementAndGet();
            socket.send(bytes);
            if (underWay.containsKey(mine) && !socket.readable()) {
                host.timers().after(PATIENCE, () -> close(mine));
                return;
            }
        } catch (ErrnoException | DnsFormatException unreachable) {
            // The client hears nothing, as with the real one
            answeredNothing(socket);
            return;
        }
        close(socket);
    }

    private void answeredNothing(UdpSocket socket) {
        if (socket != null) {
            close(socket);
        }
    }

    private void received(UdpSocket socket, Datagram datagram, int asked, int id, Consumer<DnsMessage> answered) {
        try {
            DnsMessage reply = DnsMessage.parse(datagram.data());
            if (reply.id == asked && reply.response) {
                reply.id = id;
                close(socket);
                answered.accept(reply);
            }
        } catch (DnsFormatException garbage) {
            close(socket);
        }
    }

    private void close(UdpSocket socket) {
        if (underWay.remove(socket) != null) {
            socket.close();
        }
    }

    /** How many questions each server was asked. */
    int sent(Endpoint server) {
        AtomicInteger count = sent.get(server);
        return count == null ? 0 : count.get();
    }

    void closeAll() {
        new ArrayList<>(List.copyOf(underWay.keySet())).forEach(this::close);
    }
}
