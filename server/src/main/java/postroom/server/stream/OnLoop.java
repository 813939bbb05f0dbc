package postroom.server.stream;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Brings answers that come from other threads back to a connection's event loop. */
public final class OnLoop {

    /** Done already. */
    public static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

    private final Channel channel;
    private final EventLoop loop;

    /** For a connection. */
    public OnLoop(Channel channel) {
        this.channel = channel;
        loop = channel.eventLoop();
    }

    /** The same stage, but what follows it runs on the event loop; what the work throws at once counts as failed. */
    public <T> CompletionStage<T> here(Supplier<CompletionStage<T>> work) {
        CompletableFuture<T> local = new CompletableFuture<>();
        CompletionStage<T> stage;
        try {
            stage = work.get();
        } catch (RuntimeException broken) {
            local.completeExceptionally(broken);
            return local;
        }
        if (stage instanceof CompletableFuture<T> future && future.isDone()) {
            return future;
        }
        stage.whenComplete((value, failure) -> {
            if (loop.inEventLoop()) {
                settle(local, value, failure);
            } else {
                loop.execute(() -> settle(local, value, failure));
            }
        });
        return local;
    }

    /** Waits for work and goes on on the event loop; what breaks there ends the connection rather than hang it. */
    public <T> void then(Supplier<CompletionStage<T>> work, BiConsumer<T, Throwable> next) {
        here(work)
                .handle((value, failure) -> {
                    next.accept(value, failure);
                    return value;
                })
                .exceptionally(broken -> {
                    channel.pipeline().fireExceptionCaught(broken);
                    return null;
                });
    }

    private static <T> void settle(CompletableFuture<T> stage, T value, Throwable failure) {
        if (failure == null) {
            stage.complete(value);
        } else {
            stage.completeExceptionally(failure);
        }
    }
}
