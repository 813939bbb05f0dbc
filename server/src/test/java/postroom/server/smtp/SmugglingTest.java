package postroom.server.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One message in, one message out, whatever the client does to line ends (CVE-2023-51764 and its kin). */
class SmugglingTest {

    private static final List<String> LINE_ENDS = List.of("\r\n", "\n", "\r", "\n\r", "\r\r\n", "\r\n\r");
    private static final String SECOND = "MAIL FROM:<evil@e.f>\r\nRCPT TO:<carla>\r\nDATA\r\nsmuggled\r\n.\r\n";

    private final TestHost host = new TestHost();

    @BeforeEach
    void strict() throws Exception {
        host.config.bareNewline = SmtpConfig.BareNewline.NORMALIZE;
        host.start();
    }

    @AfterEach
    void close() {
        host.close();
    }

    /** Every way to write a lone dot that is not CRLF, dot, CRLF. */
    static Stream<String> falseEnds() {
        List<String> ends = new ArrayList<>();
        for (String before : LINE_ENDS) {
            for (String after : LINE_ENDS) {
                String end = before + "." + after;
                if (!end.contains("\r\n.\r\n")) {
                    ends.add(end);
                }
            }
        }
        return ends.stream();
    }

    @ParameterizedTest
    @MethodSource("falseEnds")
    void inOnePacket(String falseEnd) throws Exception {
        try (SmtpClient client = inData()) {
            client.raw("hello" + falseEnd + SECOND);
            assertThat(client.reply()).startsWith("250 2.0.0 Ok: queued as");
            assertThat(client.say("NOOP")).isEqualTo("250 2.0.0 Ok");
        }
        assertThat(host.messages).hasSize(1);
        assertThat(host.messages.get(0).text()).startsWith("hello").endsWith("smuggled\n");
    }

    @ParameterizedTest
    @MethodSource("falseEnds")
    void byteByByte(String falseEnd) throws Exception {
        try (SmtpClient client = inData()) {
            for (char c : ("hello" + falseEnd + SECOND).toCharArray()) {
                client.raw(String.valueOf(c));
            }
            assertThat(client.reply()).startsWith("250 2.0.0 Ok: queued as");
        }
        assertThat(host.messages).hasSize(1);
    }

    @Test
    void theTrueEndMayComeInPieces() throws Exception {
        try (SmtpClient client = inData()) {
            for (String piece : List.of("hello", "\r", "\n", ".", "\r")) {
                client.raw(piece);
                Thread.yield();
            }
            client.raw("\n");
            assertThat(client.reply()).startsWith("250 2.0.0 Ok: queued as");
        }
        assertThat(host.messages.get(0).text()).isEqualTo("hello\n");
    }

    @Test
    void aDotBeyondARecordOfALongLineIsContent() throws Exception {
        try (SmtpClient client = inData()) {
            client.raw("x".repeat(2048) + ".\r\n..\r\n.\r\n");
            client.reply();
        }
        assertThat(host.messages.get(0).text()).isEqualTo("x".repeat(2048) + ".\n.\n");
    }

    @Test
    void whereBareNewlinesAreRefusedTheMessageIs() throws Exception {
        host.config.bareNewline = SmtpConfig.BareNewline.REJECT;
        try (SmtpClient client = inData()) {
            client.raw("hello\nworld\r\n.\r\n");
            assertThat(client.reply()).isEqualTo("550 5.5.2 myserver.mydomain.net Error: bare <LF> received");
        }
        assertThat(host.messages).isEmpty();
    }

    private SmtpClient inData() throws Exception {
        SmtpClient client = host.connect();
        client.reply();
        client.say("EHLO x");
        client.say("MAIL FROM:<a@b>");
        client.say("RCPT TO:<carla>");
        client.say("DATA");
        return client;
    }
}
