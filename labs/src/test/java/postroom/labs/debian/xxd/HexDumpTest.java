package postroom.labs.debian.xxd;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HexDumpTest {
    private static final byte[] TEXT = "b 2\na 1\nc 3\nb 2\nend".getBytes(US_ASCII);

    @Test
    void aDumpShowsOffsetPairsAndText() {
        assertThat(new HexWriter(Map.of(), 0).lines(TEXT, 0)).hasToString("""
                00000000: 6220 320a 6120 310a 6320 330a 6220 320a  b 2.a 1.c 3.b 2.
                00000010: 656e 64                                  end
                """);
    }

    @Test
    void whatWasDumpedComesBack() {
        String lines = new HexWriter(Map.of(), 0).lines(TEXT, 0).toString();
        String plain = new HexWriter(Map.of(), 0).plain(TEXT).toString();
        assertThat(HexReader.bytes(lines, false)).isEqualTo(TEXT);
        assertThat(HexReader.bytes(plain, true)).isEqualTo(TEXT);
    }
}
