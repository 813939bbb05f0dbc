package postroom.server.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import postroom.server.wire.WireEvent;

/** AUTH as a client meets it (RFC 4954). */
class AuthTest {
    private static final String RIGHT = "c2VzYW1l";

    private final TestHost host = new TestHost();

    @AfterEach
    void close() {
        host.close();
    }

    private SmtpClient greeted(boolean brokenClients) throws Exception {
        host.config.sasl = Optional.of(new Sasl.Offer(List.of("PLAIN", "LOGIN"), false, brokenClients));
        host.start();
        SmtpClient client = host.connect();
        client.reply();
        return client;
    }

    @Test
    void whoeverLogsInIsKnownToTheMessage() throws Exception {
        try (SmtpClient client = greeted(false)) {
            assertThat(client.say("EHLO x"))
                    .contains("\n250-AUTH PLAIN LOGIN\n")
                    .doesNotContain("AUTH=");
            assertThat(client.say("AUTH PLAIN")).isEqualTo("334 UGFzc3dvcmQ6");
            assertThat(client.say(RIGHT)).isEqualTo("235 2.7.0 Authentication successful");
            assertThat(client.say("AUTH PLAIN " + RIGHT)).isEqualTo("503 5.5.1 Error: already authenticated");
            client.say("MAIL FROM:<a@b>");
            client.say("RCPT TO:<carla>");
            client.say("DATA");
            client.raw("x\r\n.\r\n");
            client.reply();
        }
        Envelope envelope = host.messages.get(0).envelope();
        assertThat(envelope.withProtocol()).isEqualTo("ESMTPA");
        assertThat(envelope.sasl()).contains(new Sasl.Login("carla", "PLAIN"));
    }

    @Test
    void noPasswordIsSeenOnTheWire() throws Exception {
        try (SmtpClient client = greeted(true)) {
            assertThat(client.say("EHLO x")).contains("\n250-AUTH=PLAIN LOGIN\n");
            client.say("AUTH PLAIN wrong0wrong0");
            client.say("AUTH PLAIN");
            assertThat(client.say(RIGHT)).startsWith("235");
        }
        assertThat(host.wire.events())
                .noneMatch(event ->
                        event.toString().contains(RIGHT) || event.toString().contains("wrong0"))
                .anyMatch(event ->
                        event instanceof WireEvent.Line line && line.text().equals("********"));
    }

    @Test
    void aStarGivesUpAndAWrongTurnIsAnswered() throws Exception {
        try (SmtpClient client = greeted(false)) {
            client.say("EHLO x");
            client.say("AUTH LOGIN");
            assertThat(client.say("*")).isEqualTo("501 5.7.0 Authentication aborted");
            assertThat(host.log).contains("authentication aborted");
            assertThat(client.say("AUTH")).isEqualTo("501 5.5.4 Syntax: AUTH mechanism");
            assertThat(client.say("AUTH PLAIN a b")).isEqualTo("501 5.5.4 Syntax: AUTH mechanism");
            assertThat(client.say("AUTH PLAIN AAAA")).isEqualTo("535 5.7.8 Error: authentication failed");
            client.say("MAIL FROM:<a@b>");
            assertThat(client.say("AUTH PLAIN " + RIGHT)).isEqualTo("503 5.5.1 Error: MAIL transaction in progress");
        }
    }

    @Test
    void anEndlessResponseIsAnErrorAndNotMemory() throws Exception {
        try (SmtpClient client = greeted(false)) {
            client.say("AUTH PLAIN");
            for (int i = 0; i < 64; i++) {
                client.raw("A".repeat(1000));
            }
            assertThat(client.say("")).startsWith("535 5.7.8");
            assertThat(client.say("AUTH PLAIN " + RIGHT)).startsWith("235");
        }
    }

    @Test
    void withoutAnOfferThereIsNoAuthentication() throws Exception {
        host.start();
        try (SmtpClient client = host.connect()) {
            client.reply();
            assertThat(client.say("EHLO x")).doesNotContain("AUTH");
            assertThat(client.say("AUTH PLAIN " + RIGHT)).isEqualTo("503 5.5.1 Error: authentication not enabled");
        }
    }
}
