package postroom.server.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** However a message is cut into packets, its text and its end are the same. */
class ContentDecoderFuzzTest {

    /** What was decoded, and what was left behind the end; null if there was no end. */
    private record Decoded(String text, String rest) {}

    private static Decoded decode(String stream, int packet, boolean dots, SmtpConfig.BareNewline mode) {
        ContentDecoder decoder = new ContentDecoder(dots, mode, 0);
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < stream.length(); at += packet) {
            int end = Math.min(stream.length(), at + packet);
            ByteBuf in = Unpooled.wrappedBuffer(stream.substring(at, end).getBytes(ISO_8859_1));
            boolean over = decoder.feed(in);
            text.append(new String(decoder.take(), ISO_8859_1));
            if (over) {
                return new Decoded(text.toString(), in.toString(ISO_8859_1) + stream.substring(end));
            }
        }
        decoder.finish();
        return new Decoded(text.append(new String(decoder.take(), ISO_8859_1)).toString(), null);
    }

    @Provide
    Arbitrary<String> streams() {
        Arbitrary<String> piece = Arbitraries.of(
                "\r\n",
                "\n",
                "\r",
                ".",
                "..",
                "\r\n.\r\n",
                "a",
                "From ",
                ">",
                " ",
                "x".repeat(2047),
                "y".repeat(2048),
                "\0",
                "\u00e9");
        return piece.list().ofMaxSize(30).map(all -> String.join("", all));
    }

    @Property(tries = 3000)
    void packetsDoNotMatter(
            @ForAll("streams") String stream,
            @ForAll @IntRange(min = 1, max = 50) int packet,
            @ForAll boolean dots,
            @ForAll SmtpConfig.BareNewline mode) {
        assertThat(decode(stream, packet, dots, mode)).isEqualTo(decode(stream, 1 << 20, dots, mode));
    }

    @Property(tries = 3000)
    void whereBareNewlinesDoNotCountOnlyTheStandardEndEnds(@ForAll("streams") String stream) {
        Decoded decoded = decode(stream, 7, true, SmtpConfig.BareNewline.NORMALIZE);
        if (decoded.rest() != null) {
            String before = stream.substring(0, stream.length() - decoded.rest().length());
            assertThat("\r\n" + before).endsWith("\r\n.\r\n");
        }
    }

    @Property(tries = 1000)
    void lettersAreNeitherLostNorMade(@ForAll("streams") String stream) {
        Decoded decoded = decode(stream, 3, false, SmtpConfig.BareNewline.ALLOW);
        assertThat(decoded.text().chars().filter(c -> c == 'a').count())
                .isEqualTo(stream.chars().filter(c -> c == 'a').count());
    }
}
