package postroom.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Carries every listener of every lab on one pair of event loops. A listener costs a socket and some hundred bytes, and
 * no thread. Nothing that runs on the loops may block.
 */
public final class MailEngine implements AutoCloseable {

    private static final int LOOPS = 2;
    private static final int BACKLOG = 100;

    private final EventLoopGroup group = new NioEventLoopGroup(LOOPS, new DefaultThreadFactory("mail", true));
    private final ServerBootstrap bootstrap = new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true);

    /** The loops, for client connections of the labs. */
    public EventLoopGroup group() {
        return group;
    }

    /**
     * Binds a port.
     *
     * @param at a real address of this machine, usually the loopback; port 0 takes any that is free
     * @param peers tells who connects
     * @param connectionLimit open connections beyond which a new one is closed without a word
     * @param service what is spoken there
     * @return the listener; fails with a {@link java.net.BindException} when the port is taken
     */
    public CompletionStage<Listener> listen(
            InetSocketAddress at, PeerLookup peers, int connectionLimit, Service service) {
        CompletableFuture<Listener> listening = new CompletableFuture<>();
        BoundListener listener = new BoundListener(peers, connectionLimit, service);
        ChannelFuture bound = bootstrap.clone().childHandler(listener).bind(at);
        bound.addListener(done -> {
            if (done.isSuccess()) {
                listener.bound(bound.channel());
                listening.complete(listener);
            } else {
                listening.completeExceptionally(done.cause());
            }
        });
        return listening;
    }

    /** Closes every listener and connection and ends the loops; returns before they have ended. */
    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS);
    }

    static CompletionStage<Void> stage(Future<?> future) {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        future.addListener(done -> stage.complete(null));
        return stage;
    }

    static CompletionStage<Void> closed(Channel channel) {
        return stage(channel.close());
    }
}
