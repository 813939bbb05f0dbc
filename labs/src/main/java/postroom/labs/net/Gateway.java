package postroom.labs.net;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import postroom.server.Endpoints;
import postroom.server.Listener;

/**
 * One real port of the mail engine behind many virtual ones, bound when the first client comes: hosts that are seldom called
 * cost no socket. Which of them was called, the service reads from the connection's virtual ends.
 */
public final class Gateway {
    private final Network network;
    private final EngineOpener opener;
    private CompletionStage<Listener> real;

    /** @param opener binds the real port when it is needed */
    public Gateway(Network network, EngineOpener opener) {
        this.network = network;
        this.opener = opener;
    }

    /** The real port; fails when none could be bound, and the next client tries again. */
    synchronized CompletionStage<Integer> realPort() {
        if (real == null || real.toCompletableFuture().isCompletedExceptionally()) {
            real = opener.open(0, this::insider);
        }
        return real.thenApply(Listener::realPort);
    }

    /** Only who was announced by the lab's own network gets in. */
    private Optional<Endpoints> insider(InetSocketAddress remote) {
        return network.announced(remote.getPort());
    }

    /** Ends the connections and frees the real port. */
    public synchronized CompletionStage<Void> close() {
        CompletionStage<Void> closed =
                real == null ? CompletableFuture.completedFuture(null) : real.thenCompose(Listener::abort);
        real = null;
        return closed;
    }
}
