package postroom.labs.net;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.server.Endpoints;
import postroom.server.Listener;
import postroom.server.Peer;

/** A service of the mail engine behind a virtual port; with a second, fixed real port where it is exposed. */
final class EngineListening extends Node.Listening {
    private final Node node;
    private final EngineOpener opener;
    private final AtomicInteger visitorPorts = new AtomicInteger(49_152);
    private final List<Listener> real = new ArrayList<>();

    EngineListening(Node node, Endpoint local, int owner, EngineOpener opener) {
        super(local, owner);
        this.node = node;
        this.opener = opener;
    }

    /** Binds; a listener takes well under a millisecond, so whoever starts a service waits for it. */
    void open() throws ErrnoException {
        try {
            real.add(opener.open(0, this::insider).toCompletableFuture().join());
            Optional<Integer> fixed = node.network().exposedPort(node, local().port());
            if (fixed.isPresent() && local().address().getAddress().length == 4) {
                real.add(opener.open(fixed.get(), this::visitor)
                        .toCompletableFuture()
                        .join());
            }
        } catch (CompletionException taken) {
            close();
            throw new ErrnoException(Errno.EADDRINUSE);
        }
    }

    /** Only who was announced by the lab's own network gets in. */
    private Optional<Endpoints> insider(InetSocketAddress remote) {
        return node.network().announced(remote.getPort());
    }

    private Optional<Endpoints> visitor(InetSocketAddress remote) {
        int port = visitorPorts.updateAndGet(it -> it >= 65_535 ? 49_152 : it + 1);
        Endpoint server = new Endpoint(
                node.addresses().stream().findFirst().orElse(Network.address("127.0.0.1")), local().port());
        return node.admits(new Endpoint(Network.VISITOR, port), server)
                ? Optional.of(new Endpoints(new Peer(Network.VISITOR, port), Network.peer(server)))
                : Optional.empty();
    }

    @Override
    CompletionStage<Connection> connect(Node from, Endpoint source, Endpoint destination) {
        return TcpConnection.open(from, source, destination, real.get(0).realPort());
    }

    @Override
    public void close() {
        real.forEach(Listener::close);
        node.remove(this);
    }
}
