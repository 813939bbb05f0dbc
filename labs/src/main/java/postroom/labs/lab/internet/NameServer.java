package postroom.labs.lab.internet;

import java.util.List;
import java.util.Optional;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Datagram;
import postroom.labs.net.Network;
import postroom.labs.net.Node;
import postroom.labs.net.UdpSocket;
import postroom.labs.net.dns.DnsFormatException;
import postroom.labs.net.dns.DnsMessage;
import postroom.labs.net.dns.DnsRecord;
import postroom.labs.net.dns.DnsType;

/**
 * The name server of a chapter's LAN, 192.0.2.1: resolves for everybody on the network, out of {@link Zones}. It answers on
 * the asker's thread and keeps no state. UDP only.
 */
public final class NameServer {
    /** Where it is. */
    public static final String ADDRESS = "192.0.2.1";

    private static final int EDNS_SIZE = 1232;
    private static final Zones ZONES = Zones.BUNDLED;

    private final UdpSocket socket;

    private NameServer(UdpSocket socket) {
        this.socket = socket;
    }

    /** Switches it on. */
    public static void start(Network network) {
        Node node = network.add("ns", List.of(Network.address(ADDRESS)));
        try {
            NameServer server = new NameServer(node.udp(Network.address(ADDRESS), 53, 0));
            server.socket.serve(server::take);
        } catch (ErrnoException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void take(Datagram datagram) {
        try {
            Optional<byte[]> answer = answer(DnsMessage.parse(datagram.data()));
            if (answer.isPresent()) {
                socket.reply(datagram, answer.get());
            }
        } catch (DnsFormatException | ErrnoException garbage) {
            // From garbage there is nothing to answer, and who is gone does not hear
            return;
        }
    }

    private static Optional<byte[]> answer(DnsMessage query) throws DnsFormatException {
        if (query.response || query.question().isEmpty()) {
            return Optional.empty();
        }
        DnsMessage.Question asked = query.question().get();
        DnsMessage reply = query.reply();
        reply.recursionAvailable = true;
        query.edns().ifPresent(it -> reply.edns(new DnsMessage.Edns(EDNS_SIZE, 0, false, List.of())));
        List<DnsRecord> found = ZONES.find(asked.name(), asked.type());
        found.forEach(it -> reply.answers().add(it.named(asked.name())));
        if (found.isEmpty()) {
            reply.code = ZONES.has(asked.name()) ? DnsType.NOERROR : DnsType.NXDOMAIN;
            ZONES.authority(asked.name()).ifPresent(reply.authority()::add);
        }
        return Optional.of(reply.encode());
    }
}
