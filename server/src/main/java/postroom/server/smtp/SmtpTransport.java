package postroom.server.smtp;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.james.protocols.netty.HandlerConstants;
import org.apache.james.protocols.netty.NettyProtocolTransport;
import postroom.server.Endpoints;
import postroom.server.tls.TlsContext;
import postroom.server.tls.TlsFacts;
import postroom.server.tls.TlsGate;
import postroom.server.wire.WireEvent.Side;
import postroom.server.wire.WireRecorder;

/** The way to the client. Addresses are the virtual ones; replies are UTF-8, where James would write ASCII only. */
final class SmtpTransport extends NettyProtocolTransport {

    private final Channel channel;
    private final Endpoints ends;
    private final WireRecorder wire;

    SmtpTransport(Channel channel, Endpoints ends, WireRecorder wire) {
        super(channel, null, false);
        this.channel = channel;
        this.ends = ends;
        this.wire = wire;
    }

    Endpoints ends() {
        return ends;
    }

    Channel channel() {
        return channel;
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return ends.client().socketAddress();
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return ends.server().socketAddress();
    }

    @Override
    public String getId() {
        return channel.id().asShortText();
    }

    /** Queues a reply; it leaves with the next flush, so that the answers to pipelined commands share a packet. */
    void send(Reply reply) {
        if (wire.on()) {
            for (int i = 0; i < reply.lines().size(); i++) {
                wire.serverLine(reply.wireLine(i));
            }
        }
        channel.write(Unpooled.wrappedBuffer(reply.bytes()), channel.voidPromise());
    }

    void flush() {
        channel.flush();
    }

    /** Sends what is queued, then closes. */
    void finish() {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /** Closes without the alert that TLS would send to a client which is gone. */
    void closeBelowTls() {
        TlsGate.closeBelow(channel.pipeline());
    }

    /** Watches for silence; an {@link io.netty.handler.timeout.IdleStateEvent} tells of it. */
    void watchIdle(long millis) {
        channel.pipeline()
                .addBefore(
                        HandlerConstants.FRAMER,
                        HandlerConstants.TIMEOUT_HANDLER,
                        new IdleStateHandler(millis, 0, 0, TimeUnit.MILLISECONDS));
    }

    /** Encrypts from the next byte on. */
    CompletionStage<TlsFacts> encrypt(TlsContext context, long timeoutSeconds) {
        flush();
        return TlsGate.close(
                channel.pipeline(),
                context,
                HandlerConstants.SSL_HANDLER,
                timeoutSeconds,
                (fromClient, bytes) -> wire.cipherBytes(fromClient ? Side.CLIENT : Side.SERVER, bytes));
    }
}
