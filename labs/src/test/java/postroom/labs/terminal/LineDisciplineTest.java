package postroom.labs.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import postroom.labs.host.Signal;

/** Keys typed at `cat` on Linux 6; the echo is what a real pseudo terminal was seen to send. */
class LineDisciplineTest {
    private final ByteArrayOutputStream echoed = new ByteArrayOutputStream();
    private final List<Signal> signals = new ArrayList<>();
    private final LineDiscipline discipline = new LineDiscipline(echoed::writeBytes, () -> {}, signals::add);

    @Test
    void aLineIsHandedOverWhole() {
        assertThat(type("hello")).isEqualTo("hello");
        assertThat(discipline.readable()).isFalse();
        assertThat(type("\r")).isEqualTo("\r\n");
        assertThat(read()).isEqualTo("hello\n");
    }

    @Test
    void erasesCharactersAndWords() {
        type("foo-bar_x baz");
        assertThat(type("\u0017")).isEqualTo("\b \b".repeat(3));
        assertThat(type("\u0017")).isEqualTo("\b \b".repeat(6));
        assertThat(type("a\tb")).isEqualTo("a\tb");
        assertThat(type("\u007f")).isEqualTo("\b \b");
        assertThat(type("\u007f")).isEqualTo("\b\b\b");
        assertThat(type("\u0015")).isEqualTo("\b \b".repeat(5)); // "foo-a"
        type("\r");
        assertThat(read()).isEqualTo("\n");
    }

    @Test
    void erasesWideCharactersAsWideAsTheyAre() {
        type("a你e\u0301");
        assertThat(type("\b")).isEmpty();
        assertThat(type("\b")).isEqualTo("\b \b");
        assertThat(type("\b")).isEqualTo("\b \b\b \b");
        type("\r");
        assertThat(read()).isEqualTo("a\n");
    }

    @Test
    void takesAKeyLiterally() {
        assertThat(type("\u0016\u0003")).isEqualTo("^\b^C");
        assertThat(type("\u007f")).isEqualTo("\b \b\b \b");
        type("\u0016\u0004\r");
        assertThat(read()).isEqualTo("\u0004\n");
        assertThat(signals).isEmpty();
    }

    @Test
    void showsTheLineAgain() {
        type("ab\u0016\u0001");
        assertThat(type("\u0012")).isEqualTo("^R\r\nab^A");
    }

    @Test
    void endOfFileHandsOverWhatThereIs() {
        assertThat(type("ab\u0004")).isEqualTo("ab");
        assertThat(read()).isEqualTo("ab");
        type("\u0004");
        assertThat(discipline.read(new byte[8], 0, 8)).isEqualTo(-1);
        assertThat(discipline.read(new byte[8], 0, 8)).isEqualTo(-2);
    }

    @Test
    void interruptDropsWhatWasTyped() {
        type("one\rtwo");
        assertThat(type("\u0003")).isEqualTo("^C");
        assertThat(signals).containsExactly(Signal.INT);
        assertThat(discipline.readable()).isFalse();
        assertThat(type("\u001c\u001a")).isEqualTo("^\\^Z");
        assertThat(signals).containsExactly(Signal.INT, Signal.QUIT, Signal.TSTP);
    }

    @Test
    void refusesALineThatIsTooLong() {
        type("x".repeat(4095));
        assertThat(type("y")).isEqualTo("\u0007");
        type("\r");
        byte[] line = new byte[5000];
        assertThat(discipline.read(line, 0, line.length)).isEqualTo(4096);
    }

    @Test
    void rawHandsOverEachKeyAsItIs() {
        discipline.mode(Termios.RAW);
        assertThat(type("a\r\u0003\u007f")).isEmpty();
        assertThat(read()).isEqualTo("a\r\u0003\u007f");
        assertThat(signals).isEmpty();
    }

    @Test
    void aPasswordIsNotShown() {
        discipline.mode(Termios.SANE.withEcho(false));
        assertThat(type("secrex\u007ft")).isEmpty();
        type("\r");
        assertThat(read()).isEqualTo("secret\n");
    }

    @Test
    void whatIsTypedAheadOutlivesAChangeOfMode() {
        type("one\rtw");
        discipline.mode(Termios.SANE.keyByKey());
        type("o");
        assertThat(read()).isEqualTo("one\ntwo");
    }

    private String type(String keys) {
        echoed.reset();
        for (byte key : Utf8.encode(keys)) {
            discipline.key(key & 0xFF);
        }
        return Utf8.decode(echoed.toByteArray(), 0, echoed.size());
    }

    private String read() {
        byte[] buffer = new byte[256];
        int n = discipline.read(buffer, 0, buffer.length);
        return Utf8.decode(buffer, 0, Math.max(0, n));
    }
}
