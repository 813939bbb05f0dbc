package postroom.server.pop3;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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

/** The way to a POP3 client; addresses are the virtual ones. */
final class Pop3Transport extends NettyProtocolTransport {
    private static final long HANDSHAKE_SECONDS = 30;

    private final Channel channel;
    private final Endpoints ends;
    private final WireRecorder wire;

    Pop3Transport(Channel channel, Endpoints ends, WireRecorder wire) {
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

    /** Queues lines; they leave with the next flush. */
    void send(String line) {
        if (wire.on()) {
            wire.serverLine(line);
        }
        channel.write(Unpooled.wrappedBuffer((line + "\r\n").getBytes(StandardCharsets.UTF_8)), channel.voidPromise());
    }

    /** Queues the text of a message, dots stuffed. */
    void send(byte[] text) {
        if (wire.on()) {
            new String(text, StandardCharsets.UTF_8)
                    .lines()
                    .limit(WireRecorder.MAX_CONTENT_LINES)
                    .forEach(wire::serverLine);
        }
        channel.write(Unpooled.wrappedBuffer(text), channel.voidPromise());
    }

    void flush() {
        channel.flush();
    }

    /** Sends what is queued, then closes. */
    void finish() {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /** Watches for silence. */
    void watchIdle(long minutes) {
        channel.pipeline()
                .addBefore(
                        HandlerConstants.FRAMER,
                        HandlerConstants.TIMEOUT_HANDLER,
                        new IdleStateHandler(minutes, 0, 0, TimeUnit.MINUTES));
    }

    /** Encrypts from the next byte on. */
    CompletionStage<TlsFacts> encrypt(TlsContext context) {
        flush();
        return TlsGate.close(
                channel.pipeline(),
                context,
                HandlerConstants.SSL_HANDLER,
                HANDSHAKE_SECONDS,
                (fromClient, bytes) -> wire.cipherBytes(fromClient ? Side.CLIENT : Side.SERVER, bytes));
    }
}
