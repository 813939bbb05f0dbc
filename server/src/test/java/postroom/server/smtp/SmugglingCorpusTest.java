package postroom.server.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postroom.server.MailEngine;

/**
 * A message with another one hidden behind a false end: what comes of every line end before and after the dot is what the
 * real Postfix 3.7.11 makes of it ({@code labs/src/test/oracle/record-smuggling}), however the bytes come.
 */
class SmugglingCorpusTest {
    private static MailEngine engine;

    @BeforeAll
    static void start() {
        engine = new MailEngine();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    /** @param packet bytes that come together */
    record Case(SmtpConfig.BareNewline mode, int packet, String end, List<String> replies, List<String> bodies) {
        @Override
        public String toString() {
            return mode + " by " + packet + ": " + end.replace("\r", "\\r").replace("\n", "\\n");
        }
    }

    static Stream<Case> cases() throws IOException {
        List<Case> all = new ArrayList<>();
        for (SmtpConfig.BareNewline mode : SmtpConfig.BareNewline.values()) {
            String file =
                    mode == SmtpConfig.BareNewline.ALLOW ? "no" : mode.name().toLowerCase(java.util.Locale.ROOT);
            try (InputStream in = SmugglingCorpusTest.class.getResourceAsStream("/smuggling/" + file)) {
                new String(in.readAllBytes(), US_ASCII).lines().forEach(line -> {
                    String[] parts = line.split(" \\| ", -1);
                    String[] ends = unescape(parts[0]).split(" ");
                    List<String> bodies = parts[2].isEmpty()
                            ? List.of()
                            : Stream.of(parts[2].split(" \\+ "))
                                    .map(body -> unescape(body).substring(1))
                                    .toList();
                    for (int packet : new int[] {1, 3, 1000}) {
                        all.add(new Case(
                                mode, packet, ends[0] + "." + ends[1], List.of(parts[1].split(" / ")), bodies));
                    }
                });
            }
        }
        return all.stream();
    }

    private static String unescape(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void likeTheRealOne(Case it) throws Exception {
        TestHost host = new TestHost(engine);
        try {
            host.config.bareNewline = it.mode;
            host.start();
            List<String> replies = new ArrayList<>();
            try (SmtpClient client = host.connect()) {
                client.reply();
                for (String line : List.of("EHLO x", "MAIL FROM:<a@b.example>", "RCPT TO:<carla>", "DATA")) {
                    client.say(line);
                }
                String all = "hello" + it.end
                        + "MAIL FROM:<evil@e.example>\r\nRCPT TO:<carla>\r\nDATA\r\nsmuggled\r\n.\r\nQUIT\r\n";
                for (int at = 0; at < all.length(); at += it.packet) {
                    client.raw(all.substring(at, Math.min(all.length(), at + it.packet)));
                }
                for (String line : client.rest().split("\n")) {
                    replies.add(line.replaceFirst("queued as .*", "queued as ID"));
                }
            }
            assertThat(replies).isEqualTo(it.replies);
            assertThat(host.messages.stream().map(message -> message.text().replace('\r', ' ')))
                    .containsExactlyElementsOf(it.bodies);
        } finally {
            host.listener().close();
            host.close();
        }
    }
}
