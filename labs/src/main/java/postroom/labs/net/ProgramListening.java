package postroom.labs.net;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A program of the lab that listens ({@code nc -l}). */
final class ProgramListening extends Node.Listening {
    private final Node node;
    private final Consumer<Connection> accept;

    ProgramListening(Node node, Endpoint local, int owner, Consumer<Connection> accept) {
        super(local, owner);
        this.node = node;
        this.accept = accept;
    }

    @Override
    CompletionStage<Connection> connect(Node from, Endpoint source, Endpoint destination) {
        PipeConnection.Pair pair = PipeConnection.between(from, source, node, destination);
        pair.server().owner(owner());
        accept.accept(pair.server());
        return CompletableFuture.completedFuture(pair.client());
    }

    @Override
    public void close() {
        node.remove(this);
    }
}
