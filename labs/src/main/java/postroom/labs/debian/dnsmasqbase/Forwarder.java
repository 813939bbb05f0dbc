package postroom.labs.debian.dnsmasqbase;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private static final int MAX_CLIENTS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Host host;
    private final int owner;
    private final Map<UdpSocket, String> underWay = new ConcurrentHashMap<>();
    private final Map<String, List<Client>> waiting = new ConcurrentHashMap<>();
    private final Map<Endpoint, AtomicInteger> sent = new ConcurrentHashMap<>();

    /** Who waits for an answer, and under which id it asked. */
    private record Client(int id, Consumer<DnsMessage> answered) {}

    Forwarder(Host host, int owner) {
        this.host = host;
        this.owner = owner;
    }

    /**
     * Asks a server. A question that is under way already is not asked again: its answer is for all who wait for it.
     *
     * @param answered gets its answer, perhaps before this returns; perhaps never
     */
    void ask(DnsMessage query, Endpoint server, Consumer<DnsMessage> answered) {
        String question = key(query, server);
        List<Client> clients = waiting.computeIfAbsent(question, it -> new CopyOnWriteArrayList<>());
        boolean first = clients.isEmpty();
        if (underWay.size() >= MAX_UNDER_WAY || clients.size() >= MAX_CLIENTS) {
            return;
        }
        clients.add(new Client(query.id, answered));
        if (first) {
            send(query, server, question);
        }
    }

    /** True if this was asked already and is not answered yet. */
    boolean isWaiting(DnsMessage query, Endpoint server) {
        return waiting.containsKey(key(query, server));
    }

    private static String key(DnsMessage query, Endpoint server) {
        return query.question().orElseThrow() + " " + server;
    }

    private void send(DnsMessage query, Endpoint server, String question) {
        InetAddress any = Network.address(server.address().getAddress().length == 4 ? "0.0.0.0" : "::");
        UdpSocket socket = null;
        try {
            int id = query.id;
            int asked = host.random().nextInt(65_536);
            query.id = asked;
            byte[] bytes = query.encode();
            query.id = id;
            UdpSocket mine = host.node().udp(any, 0, owner);
            socket = mine;
            underWay.put(mine, question);
            mine.serve(datagram -> received(mine, datagram, asked, question));
            mine.connect(server);
            sent.computeIfAbsent(server, it -> new AtomicInteger()).incrementAndGet();
            mine.send(bytes);
            if (underWay.containsKey(mine) && !mine.readable()) {
                host.timers().after(PATIENCE, () -> close(mine));
                return;
            }
        } catch (ErrnoException | DnsFormatException unreachable) {
            // The client hears nothing of it, as with the real one; the question is forgotten below
            waiting.remove(question);
        }
        if (socket != null) {
            close(socket);
        }
    }

    private void received(UdpSocket socket, Datagram datagram, int asked, String question) {
        try {
            DnsMessage reply = DnsMessage.parse(datagram.data());
            if (reply.id == asked && reply.response) {
                List<Client> clients = waiting.getOrDefault(question, List.of());
                close(socket);
                for (Client each : clients) {
                    reply.id = each.id();
                    each.answered().accept(reply);
                }
            }
        } catch (DnsFormatException garbage) {
            close(socket);
        }
    }

    private void close(UdpSocket socket) {
        String question = underWay.remove(socket);
        if (question != null) {
            waiting.remove(question);
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
