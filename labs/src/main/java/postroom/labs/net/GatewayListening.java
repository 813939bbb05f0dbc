package postroom.labs.net;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** A virtual port that shares the real one of a {@link Gateway}. */
final class GatewayListening extends Node.Listening {
    private final Node node;
    private final Gateway gateway;

    GatewayListening(Node node, Endpoint local, int owner, Gateway gateway) {
        super(local, owner);
        this.node = node;
        this.gateway = gateway;
    }

    @Override
    CompletionStage<Connection> connect(Node from, Endpoint source, Endpoint destination) {
        return gateway.realPort()
                .handle((port, failure) -> failure == null
                        ? TcpConnection.open(from, source, destination, port)
                        : CompletableFuture.<Connection>failedFuture(new ErrnoException(Errno.ECONNREFUSED)))
                .thenCompose(connected -> connected);
    }

    @Override
    public void close() {
        node.remove(this);
    }
}
