package postroom.server.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import postroom.server.tls.TestKeys;

/** What hostile clients try with TLS. */
@Timeout(60)
class TlsAttacksTest {
    private static final int MANY = 200;
    private static final byte[] HALF_A_HELLO = {22, 3, 1, 1, 0, 1};

    private final TestHost host = new TestHost();

    @BeforeEach
    void certificate() {
        host.config.tls = Optional.of(TestKeys.ready("rsa.crt", "rsa-pkcs8.key"));
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void aHalfOpenHandshakeEndsInTime() throws Exception {
        host.config.startTlsTimeout = Duration.ofSeconds(1);
        host.start();
        try (SmtpClient client = host.connect()) {
            client.reply();
            client.say("STARTTLS");
            client.socket().getOutputStream().write(HALF_A_HELLO);
            client.rest();
        }
        assertThat(host.await(SmtpEvent.TlsFailed.class).outcome()).isEqualTo("Connection timed out");
    }

    @Test
    void manySlowHandshakesLeaveANeighbourAlone() throws Exception {
        host.most = MANY + 10;
        int port = host.start();
        List<Socket> slow = new ArrayList<>();
        try (SmtpClient neighbour = host.connect()) {
            neighbour.reply();
            neighbour.say("EHLO before");
            slow.add(hanging(port));
            int threads = Thread.activeCount();
            while (slow.size() < MANY) {
                slow.add(hanging(port));
            }
            assertThat(neighbour.say("MAIL FROM:<a@b>")).isEqualTo("250 2.1.0 Ok");
            assertThat(neighbour.say("RCPT TO:<carla>")).isEqualTo("250 2.1.5 Ok");
            assertThat(Thread.activeCount())
                    .as("threads with %d hanging handshakes", MANY)
                    .isLessThanOrEqualTo(threads + Runtime.getRuntime().availableProcessors() * 2);
        } finally {
            for (Socket each : slow) {
                each.close();
            }
        }
    }

    private static Socket hanging(int port) throws IOException {
        SmtpClient client = new SmtpClient(port);
        client.reply();
        assertThat(client.say("STARTTLS")).startsWith("220 ");
        client.socket().getOutputStream().write(HALF_A_HELLO);
        return client.socket();
    }

    @Test
    void aSecondHandshakeIsRefused() throws Exception {
        host.start();
        try (SmtpClient client = host.connect()) {
            client.reply();
            client.say("STARTTLS");
            SSLSocket tls = encrypted(client);
            assertThat(client.say("EHLO x")).startsWith("250-");
            assertThatThrownBy(() -> {
                        tls.startHandshake();
                        client.say("NOOP");
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    private static SSLSocket encrypted(SmtpClient client) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustAll()}, null);
        SSLSocket tls = (SSLSocket) context.getSocketFactory()
                .createSocket(
                        client.socket(),
                        InetAddress.getLoopbackAddress().getHostName(),
                        client.socket().getPort(),
                        true);
        tls.setEnabledProtocols(new String[] {"TLSv1.2"});
        tls.startHandshake();
        client.over(tls);
        return tls;
    }

    private static final class TrustAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
