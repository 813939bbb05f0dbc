package postroom.server.stream;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
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

/** The way to a client, whatever is spoken: addresses are the virtual ones, and every byte passes the wire's tap. */
public abstract class SessionTransport extends NettyProtocolTransport {
    private final Channel channel;
    private final Endpoints ends;
    private final WireRecorder wire;

    /** For an accepted connection. */
    protected SessionTransport(Channel channel, Endpoints ends, WireRecorder wire) {
        super(channel, null, false);
        this.channel = channel;
        this.ends = ends;
        this.wire = wire;
    }

    /** Both virtual ends. */
    public final Endpoints ends() {
        return ends;
    }

    /** The connection itself. */
    public final Channel channel() {
        return channel;
    }

    /** The tap. */
    protected final WireRecorder wire() {
        return wire;
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

    /** Queues bytes; they leave with the next flush, so that the answers to pipelined commands share a packet. */
    protected final void queue(byte[] bytes) {
        channel.write(Unpooled.wrappedBuffer(bytes), channel.voidPromise());
    }

    /** Sends what is queued. */
    public final void flush() {
        channel.flush();
    }

    /** Sends what is queued, then closes. */
    public final void finish() {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /** Closes without the alert that TLS would send to a client which is gone. */
    public final void closeBelowTls() {
        TlsGate.closeBelow(channel.pipeline());
    }

    /** Watches for silence, from now on for so long; an {@link io.netty.handler.timeout.IdleStateEvent} tells of it. */
    public final void watchIdle(Duration silence) {
        if (channel.pipeline().get(HandlerConstants.TIMEOUT_HANDLER) != null) {
            channel.pipeline().remove(HandlerConstants.TIMEOUT_HANDLER);
        }
        channel.pipeline()
                .addBefore(
                        HandlerConstants.FRAMER,
                        HandlerConstants.TIMEOUT_HANDLER,
                        new IdleStateHandler(silence.toMillis(), 0, 0, TimeUnit.MILLISECONDS));
    }

    /**
     * Encrypts a connection that begins with the handshake: what the client has sent while the certificate was looked for
     * belongs to it.
     */
    public final CompletionStage<TlsFacts> encryptFromTheStart(
            StreamFramer framer, TlsContext context, long timeoutSeconds) {
        CompletionStage<TlsFacts> handshake = encrypt(context, timeoutSeconds);
        framer.refire();
        return handshake;
    }

    /** Encrypts behind a STARTTLS; what came in clear behind that is thrown away (CVE-2011-0411). */
    public final CompletionStage<TlsFacts> encryptBehindCommand(
            StreamFramer framer, TlsContext context, long timeoutSeconds) {
        int injected = framer.drop();
        if (injected > 0) {
            wire.discarded(injected);
        }
        return encrypt(context, timeoutSeconds);
    }

    private CompletionStage<TlsFacts> encrypt(TlsContext context, long timeoutSeconds) {
        flush();
        return TlsGate.close(
                channel.pipeline(),
                context,
                HandlerConstants.SSL_HANDLER,
                timeoutSeconds,
                (fromClient, packet) -> wire.cipherBytes(fromClient ? Side.CLIENT : Side.SERVER, packet));
    }
}
