package postroom.labs.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Widths as xterm.js 4.9 has them, looked up in its own table. */
class CharWidthTest {
    @ParameterizedTest
    @CsvSource({
        "0x41, 1",
        "0xE4, 1",
        "0x9, 0",
        "0x7F, 0",
        "0x85, 0",
        "0xA0, 1",
        "0x300, 0",
        "0x36F, 0",
        "0x370, 1",
        "0x200B, 0",
        "0xFE0F, 0",
        "0xE0100, 0",
        "0x1100, 2",
        "0x115F, 2",
        "0x1160, 0",
        "0x2329, 2",
        "0x232B, 1",
        "0x303E, 2",
        "0x303F, 1",
        "0x4F60, 2",
        "0x597D, 2",
        "0xA4CF, 2",
        "0xA4D0, 1",
        "0xAC00, 2",
        "0xD7A3, 2",
        "0xD7A4, 1",
        "0xFF01, 2",
        "0xFF61, 1",
        "0xFFE0, 2",
        "0x20000, 2",
        "0x2FFFD, 2",
        "0x2FFFE, 1",
        "0x1F600, 1"
    })
    void isThatOfTheBrowsersTerminal(String codePoint, int width) {
        assertThat(CharWidth.of(Integer.decode(codePoint))).isEqualTo(width);
    }

    @Test
    void addsUpInText() {
        assertThat(CharWidth.of("a你e\u0301好b")).isEqualTo(7);
    }
}
