package postroom.labs.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import postroom.labs.io.ErrnoException;

class UdpSocketTest {
    private final Network network = new Network(null);
    private final Node node = network.add("myserver", List.of(Network.address("192.0.2.10")));
    private final Node other = network.add("ns", List.of(Network.address("192.0.2.1")));

    private UdpSocket bound(Node where, String address, int port) throws ErrnoException {
        return where.udp(Network.address(address), port, 1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }

    @Test
    void aDatagramArrivesWithItsSender() throws ErrnoException {
        UdpSocket server = bound(node, "0.0.0.0", 53);
        UdpSocket client = bound(node, "0.0.0.0", 0);
        client.connect(new Endpoint(Network.address("127.0.1.1"), 53));

        client.send(bytes("who"));

        Datagram got = server.receive().orElseThrow();
        assertThat(got.data()).isEqualTo(bytes("who"));
        assertThat(got.from()).isEqualTo(client.local());
        server.reply(got, bytes("me"));
        assertThat(client.receive().orElseThrow().from().toString()).isEqualTo("127.0.1.1:53");
    }

    @Test
    void aConnectedSocketHearsOfAClosedPortAndOthersDoNot() throws ErrnoException {
        UdpSocket connected = bound(node, "0.0.0.0", 0);
        connected.connect(new Endpoint(Network.address("127.0.0.1"), 53));
        connected.send(bytes("x"));
        assertThat(connected.readable()).isTrue();
        assertThatThrownBy(connected::receive).hasMessage("Connection refused");
        assertThat(connected.receive()).isEmpty();

        UdpSocket free = bound(node, "0.0.0.0", 0);
        free.send(bytes("x"), new Endpoint(Network.address("127.0.0.1"), 53));
        assertThat(free.receive()).isEmpty();
    }

    @Test
    void aPortIsTakenOnlyOnce() throws ErrnoException {
        UdpSocket all = bound(node, "0.0.0.0", 53);
        assertThatThrownBy(() -> bound(node, "127.0.0.1", 53)).hasMessage("Address already in use");
        assertThatThrownBy(() -> bound(node, "192.0.2.1", 53)).hasMessage("Cannot assign requested address");
        bound(node, "::", 53);
        all.close();
        bound(node, "127.0.0.1", 53);
        bound(node, "127.0.0.2", 53);
        assertThat(node.datagrams()).hasSize(3);
    }

    @Test
    void anotherHostAnswersInItsOwnName() throws ErrnoException {
        UdpSocket server = bound(other, "192.0.2.1", 53);
        server.serve(request -> {
            try {
                server.reply(request, bytes("pong"));
            } catch (ErrnoException e) {
                throw new IllegalStateException(e);
            }
        });
        UdpSocket client = bound(node, "0.0.0.0", 0);
        client.connect(new Endpoint(Network.address("192.0.2.1"), 53));
        client.send(bytes("ping"));
        assertThat(client.receive().orElseThrow().data()).isEqualTo(bytes("pong"));
        assertThatThrownBy(() -> client.connect(new Endpoint(Network.address("198.51.100.1"), 53)))
                .hasMessage("No route to host");
    }

    @Test
    void whatNobodyFetchesIsLostBeyondABound() throws ErrnoException {
        UdpSocket lazy = bound(node, "127.0.0.1", 514);
        UdpSocket busy = bound(node, "127.0.0.1", 0);
        for (int i = 0; i < 200; i++) {
            busy.send(new byte[10_000], lazy.local());
        }
        assertThat(lazy.received()).isEqualTo(210_000);
    }
}
