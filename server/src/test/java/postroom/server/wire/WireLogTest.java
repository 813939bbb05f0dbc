package postroom.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireLogTest {

    private final WireLog log = new WireLog(2000);

    @Test
    void keepsTheLatestAndForgetsTheRest() {
        for (int i = 0; i < 1000; i++) {
            log.on(line("line " + i));
        }
        assertThat(log.events()).hasSizeBetween(5, 20).endsWith(line("line 999"));
    }

    @Test
    void aWatcherSeesWhatWasAndWhatComes() throws Exception {
        log.on(line("before"));
        List<WireEvent> seen = new ArrayList<>();
        try (AutoCloseable watch = log.watch(seen::add)) {
            log.on(line("while"));
        }
        log.on(line("after"));
        assertThat(seen).containsExactly(line("before"), line("while"));
    }

    @Test
    void secretsAreMasked() {
        assertThat(Secrets.smtp("AUTH PLAIN AGFubgBwdw==")).isEqualTo("AUTH PLAIN ********");
        assertThat(Secrets.smtp("AUTH LOGIN")).isEqualTo("AUTH LOGIN");
        assertThat(Secrets.pop3("pass my secret")).isEqualTo("pass ********");
        assertThat(Secrets.imap("a1 LOGIN \"an n\" \"pw\"")).isEqualTo("a1 LOGIN \"an n\" ********");
        assertThat(Secrets.smtp("MAIL FROM:<auth plain x>")).isEqualTo("MAIL FROM:<auth plain x>");
    }

    private static WireEvent line(String text) {
        return new WireEvent.Line("s", Instant.EPOCH, WireEvent.Side.CLIENT, text, false);
    }
}
