package postroom.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import postroom.server.imap.ImapPolicy;
import postroom.server.imap.ImapServer;
import postroom.server.pop3.Pop3Policy;
import postroom.server.pop3.Pop3Server;
import postroom.server.tls.TestKeys;
import postroom.server.wire.WireTap;

/** Commands that somebody on the way puts behind STARTTLS in clear must not be run once TLS is there (CVE-2011-0411). */
@Timeout(20)
class ClearBytesBehindStartTlsTest {
    private final MailEngine engine = new MailEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void imapForgetsThem() throws Exception {
        Service server =
                new ImapServer((client, at) -> policy(ImapPolicy.class), WireTap.NONE, Clock.systemUTC(), false);
        assertThat(behind(server, "a STARTTLS\r\nb LOGOUT\r\n", "a OK Begin TLS negotiation now.", "c NOOP"))
                .isEqualTo("c OK NOOP completed.");
    }

    @Test
    void pop3ForgetsThem() throws Exception {
        Service server =
                new Pop3Server((client, at) -> policy(Pop3Policy.class), WireTap.NONE, Clock.systemUTC(), false);
        assertThat(behind(server, "STLS\r\nQUIT\r\n", "+OK Begin TLS negotiation now.", "CAPA"))
                .isEqualTo("+OK");
    }

    /** The first answer over TLS, after some bytes in clear and the handshake. */
    private String behind(Service server, String clear, String begun, String command) throws Exception {
        Peer local = new Peer(InetAddress.getLoopbackAddress(), 143);
        Listener listener = engine.listen(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        remote -> Optional.of(new Endpoints(local, local)),
                        10,
                        server)
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.realPort())) {
            socket.setSoTimeout(10_000);
            line(socket);
            socket.getOutputStream().write(clear.getBytes(ISO_8859_1));
            assertThat(line(socket)).isEqualTo(begun);
            try (SSLSocket tls = encrypted(socket)) {
                tls.getOutputStream().write((command + "\r\n").getBytes(ISO_8859_1));
                return new BufferedReader(new InputStreamReader(tls.getInputStream(), ISO_8859_1)).readLine();
            }
        }
    }

    private static String line(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c >= 0 && c != '\n';
                c = socket.getInputStream().read()) {
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    private static SSLSocket encrypted(Socket socket) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, "mail.test", 143, true);
        tls.startHandshake();
        return tls;
    }

    private static <T> T policy(Class<T> kind) {
        return kind.cast(Proxy.newProxyInstance(
                kind.getClassLoader(), new Class<?>[] {kind}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "tls" ->
                        CompletableFuture.completedFuture(Optional.of(TestKeys.ready("rsa.crt", "rsa-pkcs8.key")));
                    case "offersTls", "allowsPlaintext" -> true;
                    case "greeting" -> "ready";
                    case "mechanisms" -> "PLAIN";
                    default -> null;
                }));
    }

    private static final class Anybody implements X509TrustManager {
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
