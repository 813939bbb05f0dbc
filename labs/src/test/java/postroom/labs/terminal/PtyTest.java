package postroom.labs.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** A terminal without a foreground process, so that nobody gets its signals. */
class PtyTest {
    private final Pty pty = new Pty("/dev/pts/0", null, 80, 24);
    private final Descriptor program = pty.open();
    private long seen;

    @Test
    void keysComeBackAsEchoAndGoToTheProgram() throws Exception {
        type("ls\r");
        assertThat(screen()).isEqualTo("ls\r\n");
        assertThat(read()).isEqualTo("ls\n");
    }

    @Test
    void outputGetsCarriageReturnsUnlessRaw() throws Exception {
        write("a\nb\n");
        assertThat(screen()).isEqualTo("a\r\nb\r\n");
        pty.termios(Termios.RAW);
        write("a\nb\n");
        assertThat(screen()).isEqualTo("a\nb\n");
    }

    @Test
    void aFastProgramWaitsUntilSomebodyReads() throws Exception {
        AtomicInteger woken = new AtomicInteger();
        program.waiters().add(woken::incrementAndGet);
        byte[] much = new byte[100_000];
        pty.termios(Termios.RAW);
        assertThat(program.tryWrite(much, 0, much.length)).isEqualTo(Pty.WINDOW);
        assertThat(program.tryWrite(much, 0, much.length)).isEqualTo(Descriptor.NOT_NOW);
        int before = woken.get();
        assertThat(pty.read(0, 1_000)).hasSize(1_000);
        assertThat(woken.get()).isGreaterThan(before);
        assertThat(program.tryWrite(much, 0, much.length)).isEqualTo(1_000);
    }

    @Test
    void interruptDropsWhatNobodyHasSeen() throws Exception {
        write("seen");
        assertThat(screen()).isEqualTo("seen");
        write("y\n".repeat(10_000));
        type("\u0003");
        assertThat(screen()).isEqualTo("^C");
    }

    @Test
    void controlSHoldsTheOutputAndControlQLetsItGo() throws Exception {
        type("\u0013ab");
        assertThat(screen()).isEmpty();
        assertThat(program.tryWrite(new byte[] {'x'}, 0, 1)).isEqualTo(Descriptor.NOT_NOW);
        type("\u0011");
        assertThat(screen()).isEqualTo("ab");
        write("x");
        assertThat(screen()).isEqualTo("x");
        type("\r");
        assertThat(read()).isEqualTo("ab\n");
    }

    @Test
    void aReaderGetsTheKeysAndFirstThoseTypedAhead() {
        type("ec");
        Keys keys = new Keys();
        pty.attach(keys);
        type("ho\u0003\r");
        assertThat(keys.seen).containsExactly("ec", "ho", "^C", "\r");
        pty.resize(100, 30);
        assertThat(keys.seen).endsWith("100x30");
        pty.detach(keys);
        type("x\r");
        assertThat(keys.seen).endsWith("100x30");
    }

    @Test
    void whatAReaderLeavesGoesToTheProgram() throws Exception {
        Keys keys = new Keys();
        keys.linesOnly = true;
        pty.attach(keys);
        type("cat\rhello\r");
        assertThat(keys.seen).containsExactly("cat\r");
        assertThat(read()).isEqualTo("hello\n");
    }

    @Test
    void hangingUpEndsTheInputAndBreaksTheOutput() throws Exception {
        Keys keys = new Keys();
        pty.attach(keys);
        pty.hangUp();
        assertThat(keys.seen).containsExactly("hang up");
        assertThat(program.tryRead(new byte[1], 0, 1)).isEqualTo(Descriptor.END);
        assertThatThrownBy(() -> program.tryWrite(new byte[1], 0, 1))
                .isInstanceOfSatisfying(
                        ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EIO));
    }

    @Test
    void severalViewersSeeTheSame() throws Exception {
        AtomicInteger told = new AtomicInteger();
        AutoCloseable first = pty.watch(told::incrementAndGet);
        pty.watch(told::incrementAndGet);
        write("a");
        assertThat(told).hasValue(2);
        first.close();
        write("b");
        assertThat(told).hasValue(3);
        assertThat(pty.read(0, 10)).isEqualTo(pty.read(0, 10)).isEqualTo(new byte[] {'a', 'b'});
    }

    /** Notes what it is given. */
    private final class Keys implements KeyReader {
        final List<String> seen = new ArrayList<>();
        boolean linesOnly;

        @Override
        public int keys(byte[] bytes, int offset, int length) {
            String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
            int end = text.indexOf('\r') + 1;
            if (linesOnly && end > 0) {
                pty.detach(this);
                seen.add(text.substring(0, end));
                return end;
            }
            seen.add(text);
            return length;
        }

        @Override
        public void interrupt() {
            seen.add("^C");
        }

        @Override
        public void resized(int columns, int rows) {
            seen.add(columns + "x" + rows);
        }

        @Override
        public void hangUp() {
            seen.add("hang up");
        }
    }

    private void type(String keys) {
        pty.input(keys.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String text) throws ErrnoException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(program.tryWrite(bytes, 0, bytes.length)).isEqualTo(bytes.length);
    }

    private String read() throws ErrnoException {
        byte[] buffer = new byte[100];
        int n = program.tryRead(buffer, 0, buffer.length);
        return new String(buffer, 0, Math.max(0, n), StandardCharsets.UTF_8);
    }

    private String screen() {
        byte[] bytes = pty.read(seen, 1_000_000);
        seen += bytes.length;
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
