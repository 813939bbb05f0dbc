package postroom.labs.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScrollbackTest {
    @Test
    void aViewerThatComesBackGetsExactlyTheRest() {
        Random random = new Random(7);
        Scrollback scrollback = new Scrollback();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        for (int round = 0; round < 2_000; round++) {
            byte[] piece = new byte[random.nextInt(400)];
            random.nextBytes(piece);
            scrollback.add(piece, 0, piece.length);
            all.writeBytes(piece);
            if (random.nextInt(5) == 0) {
                seen.writeBytes(scrollback.read(seen.size(), 1 + random.nextInt(4_000)));
            }
        }
        assertThat(seen.size()).isPositive();
        assertThat(seen.toByteArray()).isEqualTo(Arrays.copyOf(all.toByteArray(), seen.size()));
        byte[] kept = scrollback.read(scrollback.begin(), Integer.MAX_VALUE);
        assertThat(kept).hasSize(Scrollback.KEPT);
        byte[] whole = all.toByteArray();
        assertThat(kept).isEqualTo(Arrays.copyOfRange(whole, whole.length - kept.length, whole.length));
    }

    @Test
    void whatIsGoneIsNotMadeUp() {
        Scrollback scrollback = new Scrollback();
        scrollback.add(new byte[Scrollback.KEPT + 10], 0, Scrollback.KEPT + 10);
        assertThat(scrollback.begin()).isEqualTo(10);
        assertThat(scrollback.read(9, 100)).isEmpty();
        assertThat(scrollback.read(10, 100)).hasSize(100);
        assertThat(scrollback.read(scrollback.end(), 100)).isEmpty();
    }

    @Test
    void unreadOutputCanBeDropped() {
        Scrollback scrollback = new Scrollback();
        byte[] text = "seen, unseen".getBytes(StandardCharsets.UTF_8);
        scrollback.add(text, 0, text.length);
        scrollback.dropFrom(5);
        scrollback.add(text, 5, 1);
        assertThat(scrollback.read(0, 100)).isEqualTo("seen, ".getBytes(StandardCharsets.UTF_8));
    }
}
