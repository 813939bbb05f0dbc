package postroom.server.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import postroom.server.tls.TestKeys;
import postroom.server.wire.WireEvent;

class StartTlsTest {

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
    void aMessageGoesThroughTlsAndTheWiretapGoesBlind() throws Exception {
        host.start();
        try (SmtpClient client = host.connect()) {
            client.reply();
            assertThat(client.say("EHLO x")).contains("STARTTLS");
            assertThat(client.say("STARTTLS")).isEqualTo("220 2.0.0 Ready to start TLS");
            encrypt(client, "TLSv1.3");
            assertThat(client.say("EHLO x")).doesNotContain("STARTTLS");
            assertThat(client.say("STARTTLS")).isEqualTo("554 5.5.1 Error: TLS already active");
            client.say("MAIL FROM:<a@b>");
            client.say("RCPT TO:<carla>");
            client.say("DATA");
            client.raw("secret\r\n.\r\n");
            client.reply();
            assertThat(client.say("QUIT")).isEqualTo("221 2.0.0 Bye");
        }
        Envelope envelope = host.messages.get(0).envelope();
        assertThat(envelope.withProtocol()).isEqualTo("ESMTPS");
        assertThat(envelope.tls().orElseThrow().receivedLines())
                .containsExactly(
                        "(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)",
                        " key-exchange X25519 server-signature RSA-PSS (2048 bits) server-digest SHA256)");
        assertThat(host.wire.events()).hasAtLeastOneElementOfType(WireEvent.CipherBytes.class);
        assertThat(host.wire.events())
                .anyMatch(event ->
                        event instanceof WireEvent.Line line && line.text().equals("secret") && line.encrypted());
    }

    @Test
    void tls12HasItsFactsToo() throws Exception {
        host.config.tls = Optional.of(TestKeys.ready("ec.crt", "ec-sec1.key"));
        host.start();
        try (SmtpClient client = host.connect()) {
            client.reply();
            client.say("STARTTLS");
            encrypt(client, "TLSv1.2");
            client.say("NOOP");
        }
        assertThat(host.await(SmtpEvent.TlsEstablished.class).facts().summary())
                .isEqualTo("TLSv1.2 with cipher ECDHE-ECDSA-AES256-GCM-SHA384 (256/256 bits)");
    }

    @Test
    void whatComesInClearBehindStartTlsIsThrownAway() throws Exception {
        host.start();
        try (SmtpClient client = host.connect()) {
            client.reply();
            client.say("EHLO x");
            client.raw("STARTTLS\r\nMAIL FROM:<evil@e.f>\r\n");
            assertThat(client.reply()).isEqualTo("220 2.0.0 Ready to start TLS");
            encrypt(client, "TLSv1.3");
            assertThat(client.say("RCPT TO:<carla>")).isEqualTo("503 5.5.1 Error: need MAIL command");
        }
        assertThat(host.wire.events())
                .anyMatch(event -> event instanceof WireEvent.Skipped skipped && skipped.bytes() == 22);
    }

    @Test
    void startTlsForgetsTheHelloAndTheTransaction() throws Exception {
        host.config.heloRequired = true;
        host.start();
        try (SmtpClient client = host.connect()) {
            client.reply();
            client.say("EHLO x");
            client.say("MAIL FROM:<a@b>");
            client.say("STARTTLS");
            encrypt(client, "TLSv1.3");
            assertThat(client.say("MAIL FROM:<a@b>")).isEqualTo("503 5.5.1 Error: send HELO/EHLO first");
        }
    }

    @Test
    void withoutAKeyItIsNotAvailable() throws Exception {
        host.config.tls = Optional.empty();
        host.start();
        try (SmtpClient client = host.connect()) {
            client.reply();
            assertThat(client.say("STARTTLS")).isEqualTo("454 4.7.0 TLS not available due to local problem");
        }
    }

    @Test
    void whereItIsDemandedLittleElseIsAllowed() throws Exception {
        host.config.tlsLevel = SmtpConfig.TlsLevel.ENCRYPT;
        host.start();
        try (SmtpClient client = host.connect()) {
            client.reply();
            assertThat(client.say("EHLO x")).contains("STARTTLS");
            assertThat(client.say("MAIL FROM:<a@b>")).isEqualTo("530 5.7.0 Must issue a STARTTLS command first");
            assertThat(client.say("NOOP")).isEqualTo("250 2.0.0 Ok");
        }
    }

    @Test
    void aClientThatCannotShakeHandsLosesTheConnection() throws Exception {
        host.start();
        try (SmtpClient client = host.connect()) {
            client.reply();
            client.say("STARTTLS");
            client.raw("EHLO x\r\n");
            client.rest();
        }
        host.await(SmtpEvent.TlsFailed.class);
        assertThat(host.await(SmtpEvent.Aborted.class).text()).isEqualTo("lost connection after STARTTLS");
    }

    @Test
    void inWrapperModeTlsComesBeforeTheGreeting() throws Exception {
        host.config.tlsWrapper = true;
        host.start();
        try (SmtpClient client = host.connect()) {
            encrypt(client, "TLSv1.3");
            assertThat(client.reply()).startsWith("220 ");
            assertThat(client.say("EHLO x")).doesNotContain("STARTTLS");
        }
    }

    private static void encrypt(SmtpClient client, String protocol) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustAll()}, null);
        SSLSocket tls = (SSLSocket) context.getSocketFactory()
                .createSocket(client.socket(), "mail.test", client.socket().getPort(), true);
        tls.setEnabledProtocols(new String[] {protocol});
        tls.startHandshake();
        client.over(tls);
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
