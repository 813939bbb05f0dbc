package postroom.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** A listening socket with its open connections; admits a connection or drops it. */
@Sharable
final class BoundListener extends ChannelInitializer<Channel> implements Listener {

    private final PeerLookup peers;
    private final int connectionLimit;
    private final Service service;
    private final Set<Channel> open = ConcurrentHashMap.newKeySet(4);
    private volatile Channel socket;
    private volatile boolean closing;

    BoundListener(PeerLookup peers, int connectionLimit, Service service) {
        this.peers = peers;
        this.connectionLimit = connectionLimit;
        this.service = service;
    }

    void bound(Channel channel) {
        socket = channel;
    }

    @Override
    protected void initChannel(Channel channel) {
        Optional<Endpoints> ends = peers.find((InetSocketAddress) channel.remoteAddress());
        if (ends.isEmpty() || closing || open.size() >= connectionLimit) {
            channel.close();
            return;
        }
        open.add(channel);
        channel.closeFuture().addListener(closed -> open.remove(channel));
        service.open(channel, ends.get());
    }

    @Override
    public int realPort() {
        return ((InetSocketAddress) socket.localAddress()).getPort();
    }

    @Override
    public int connections() {
        return open.size();
    }

    @Override
    public CompletionStage<Void> close() {
        return MailEngine.closed(socket);
    }

    @Override
    public CompletionStage<Void> abort() {
        closing = true;
        CompletionStage<Void> all = close();
        for (Channel channel : open) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            all = all.thenCombine(MailEngine.closed(channel), (one, other) -> null);
        }
        return all;
    }
}
