package postroom.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import postroom.server.imap.ImapPolicy;
import postroom.server.imap.ImapServer;
import postroom.server.pop3.Pop3Policy;
import postroom.server.pop3.Pop3Server;
import postroom.server.tls.TestKeys;
import postroom.server.tls.TlsContext;
import postroom.server.wire.WireTap;

/** A client of IMAPS or POP3S that is quicker than the certificate is loaded. */
@Timeout(20)
class ImplicitTlsTest {
    private static final int HANDSHAKE = 22; // RFC 8446 §5.1

    private final CompletableFuture<Optional<TlsContext>> certificate = new CompletableFuture<>();

    @Test
    void imapsAnswersTheHelloThatCameBeforeTheCertificate() throws Exception {
        answers(new ImapServer((client, server) -> policy(ImapPolicy.class), WireTap.NONE, Clock.systemUTC(), true));
    }

    @Test
    void pop3sAnswersTheHelloThatCameBeforeTheCertificate() throws Exception {
        answers(new Pop3Server((client, server) -> policy(Pop3Policy.class), WireTap.NONE, Clock.systemUTC(), true));
    }

    private void answers(Service service) throws Exception {
        Peer local = new Peer(InetAddress.getLoopbackAddress(), 993);
        EmbeddedChannel channel = new EmbeddedChannel(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel fresh) {
                service.open(fresh, new Endpoints(local, local));
            }
        });
        channel.writeInbound(Unpooled.wrappedBuffer(hello()));
        certificate.complete(Optional.of(TestKeys.ready("rsa.crt", "rsa-pkcs8.key")));
        ByteBuf answer = null;
        while (answer == null || !answer.isReadable()) {
            channel.runPendingTasks();
            answer = channel.readOutbound();
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(answer.getByte(0)).isEqualTo((byte) HANDSHAKE);
        channel.close();
    }

    private static ByteBuffer hello() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, null, null);
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(true);
        ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), hello);
        return hello.flip();
    }

    /** A policy that is asked for nothing but its certificate. */
    private <T> T policy(Class<T> kind) {
        return kind.cast(
                Proxy.newProxyInstance(kind.getClassLoader(), new Class<?>[] {kind}, (proxy, method, arguments) -> {
                    if (method.getName().equals("tls")) {
                        return certificate;
                    }
                    if (method.getReturnType() == void.class) {
                        return null;
                    }
                    throw new IllegalStateException(method + " is not asked before the handshake");
                }));
    }
}
