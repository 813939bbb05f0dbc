package postroom.server.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Turns a connection to TLS and stands before its {@link SslHandler}: it tells of the cipher bytes and reads the
 * hellos until the handshake is over. A client that asks for another handshake later loses the connection.
 */
public final class TlsGate extends ChannelDuplexHandler {

    private static final String GATE = "tlsGate";

    private final CipherTap tap;
    private final RecordWatch records = new RecordWatch();
    private HelloReader hellos = new HelloReader();

    /** Is told of every packet once TLS has begun; it leaves the reader index where it is. */
    @FunctionalInterface
    public interface CipherTap {
        void on(boolean fromClient, ByteBuf packet);
    }

    private TlsGate(CipherTap tap) {
        this.tap = tap;
    }

    /**
     * Encrypts everything from the next byte on. Call it on the event loop, after the last clear byte was written.
     *
     * @param handlerName the name that the {@link SslHandler} gets in the pipeline
     * @param timeoutSeconds for the handshake
     * @return what was agreed on; fails with what the TLS library said
     */
    public static CompletionStage<TlsFacts> close(
            ChannelPipeline pipeline, TlsContext context, String handlerName, long timeoutSeconds, CipherTap tap) {
        TlsGate gate = new TlsGate(tap);
        SslHandler ssl = context.newHandler(pipeline.channel().alloc());
        ssl.setHandshakeTimeout(timeoutSeconds, TimeUnit.SECONDS);
        pipeline.addFirst(handlerName, ssl);
        pipeline.addFirst(GATE, gate);
        CompletableFuture<TlsFacts> agreed = new CompletableFuture<>();
        ssl.handshakeFuture().addListener(done -> {
            HelloReader.Findings found = gate.hellos.findings();
            gate.hellos = null;
            if (done.isSuccess()) {
                agreed.complete(Handshake.facts(ssl.engine().getSession(), found, context));
            } else {
                agreed.completeExceptionally(done.cause());
            }
        });
        return agreed;
    }

    /** Closes the connection as if there were no TLS. */
    public static void closeBelow(ChannelPipeline pipeline) {
        pipeline.context(GATE).close();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf bytes) {
            if (records.beginsHandshake(bytes) && hellos == null) {
                bytes.release();
                ctx.close();
                return;
            }
            if (hellos != null) {
                hellos.client(bytes);
            }
            tap.on(true, bytes);
        }
        ctx.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes && bytes.isReadable()) {
            if (hellos != null) {
                hellos.server(bytes);
            }
            tap.on(false, bytes);
        }
        ctx.write(message, promise);
    }
}
