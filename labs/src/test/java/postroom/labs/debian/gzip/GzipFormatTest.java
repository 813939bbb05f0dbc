package postroom.labs.debian.gzip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GzipFormatTest {
    private static final byte[] TEXT = "to be, or not to be\n".repeat(50).getBytes(UTF_8);

    @Test
    void whatIsPackedComesBackWithItsNameAndTime() throws GzipFormat.Damaged {
        byte[] packed = GzipFormat.pack(TEXT, "hamlet", 1_700_000_000, 6, () -> {});
        GzipFormat.Unpacked unpacked = GzipFormat.unpack(packed, () -> {});
        assertThat(packed).hasSizeLessThan(100);
        assertThat(unpacked.bytes()).isEqualTo(TEXT);
        assertThat(unpacked.name()).isEqualTo("hamlet");
        assertThat(unpacked.seconds()).isEqualTo(1_700_000_000);
        assertThat(unpacked.garbage()).isFalse();
    }

    @Test
    void aCutFileGivesWhatIsThereAndSaysSo() {
        byte[] packed = GzipFormat.pack(TEXT, null, 0, 6, () -> {});
        byte[] cut = Arrays.copyOf(packed, packed.length - 12);
        assertThatThrownBy(() -> GzipFormat.unpack(cut, () -> {}))
                .isInstanceOf(GzipFormat.Damaged.class)
                .hasMessage("unexpected end of file");
    }

    @Test
    void aChangedByteIsFoundByTheChecksum() {
        byte[] packed = GzipFormat.pack(TEXT, null, 0, 6, () -> {});
        packed[packed.length - 8] ^= 1;
        assertThatThrownBy(() -> GzipFormat.unpack(packed, () -> {})).hasMessage("invalid compressed data--crc error");
    }

    @Test
    void anythingElseIsNoGzipFile() {
        assertThatThrownBy(() -> GzipFormat.unpack(TEXT, () -> {})).hasMessage("not in gzip format");
    }
}
