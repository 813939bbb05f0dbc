package postroom.labs.terminal.screen;

import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Terminal;
import postroom.labs.terminal.Pty;
import postroom.labs.terminal.Termios;
import postroom.labs.terminal.Utf8;

/**
 * A process' hold on its terminal: the mode of the keyboard, the alternate screen, painting, strokes, the window's size.
 * {@link #close} gives everything back, however the program ends.
 *
 * <p>{@link #read} waits like any system call: signals that end the process end it there. SIGWINCH becomes the stroke
 * {@link Stroke#RESIZE}.
 */
public final class FullScreen implements AutoCloseable {
    /** How long after an ESC the rest of its sequence may come. */
    private static final Duration SOON = Duration.ofMillis(60);

    private final Process process;
    private final Descriptor descriptor;
    private final Terminal terminal;
    private final Pty pty;
    private final Termios before;
    private final Termios mode;
    private final String enter;
    private final String leave;
    private final Painter painter = new Painter();
    private final StrokeDecoder decoder;
    private final byte[] buffer = new byte[4096];
    private int start;
    private int end;
    private boolean resized;
    private boolean open;

    /**
     * How a program wants its terminal.
     *
     * @param resizes whether it looks at SIGWINCH; one that does not keeps the size that it found
     */
    public record Wish(
            UnaryOperator<Termios> mode,
            boolean alternate,
            boolean applicationKeys,
            boolean brackets,
            boolean resizes) {
        /** Every key as it is, the alternate screen, arrows as applications get them. */
        public static final Wish RAW = new Wish(it -> Termios.RAW, true, true, false, true);
        /** The same, with pastes marked as such. */
        public static final Wish RAW_WITH_PASTES = new Wish(it -> Termios.RAW, true, true, true, true);
        /** Every key as it is, the alternate screen, and no care for the window's size. */
        public static final Wish RAW_OF_ONE_SIZE = new Wish(it -> Termios.RAW, true, true, false, false);
        /** The alternate screen, and the keyboard as it is: for a program that only shows. */
        public static final Wish WATCHING = new Wish(it -> it, true, false, false, true);
        /** Keys at once, on the screen as it is. */
        public static final Wish IN_PLACE = new Wish(Termios::keyByKey, false, false, false, true);
    }

    /** Takes the terminal behind {@code descriptor}, which stays the caller's. */
    public FullScreen(Process process, Descriptor descriptor, Wish wish) throws IOException {
        this.process = process;
        this.descriptor = descriptor;
        this.terminal = descriptor.terminal().orElseThrow(() -> new IOException("not a terminal"));
        this.pty = terminal instanceof Pty it ? it : null;
        this.before = pty == null ? Termios.SANE : pty.termios();
        this.mode = wish.mode.apply(before);
        this.enter = (wish.alternate ? "\u001b[?1049h" : "")
                + (wish.applicationKeys ? "\u001b[?1h\u001b=" : "")
                + (wish.brackets ? "\u001b[?2004h" : "");
        this.leave = (wish.brackets ? "\u001b[?2004l" : "") + (wish.applicationKeys ? "\u001b[?1l\u001b>" : "")
                + "\u001b[?25h" + (wish.alternate ? "\u001b[?1049l" : "");
        this.decoder = new StrokeDecoder(new Bytes());
        if (wish.resizes) {
            process.disposition(Signal.WINCH, Process.Disposition.HANDLE, signal -> resized = true);
        }
        resume();
    }

    /** The height of the window. */
    public int rows() {
        return Math.max(1, terminal.rows());
    }

    /** The width of the window. */
    public int columns() {
        return Math.max(2, terminal.columns());
    }

    /** True if the window has another size and {@link #read} has not told yet. */
    public boolean resized() {
        return resized;
    }

    /** An empty canvas of the window's size. */
    public Canvas canvas() {
        return new Canvas(rows(), columns());
    }

    /** Shows a canvas. */
    public void paint(Canvas canvas) throws IOException {
        send(painter.paint(canvas));
    }

    /** The next {@link #paint} writes everything, as after {@code ^L}. */
    public void repaint() {
        painter.forget();
    }

    /** Sends text and sequences as they are: a bell, say. */
    public void send(String text) throws IOException {
        byte[] bytes = Utf8.encode(text);
        process.write(descriptor, bytes, 0, bytes.length);
    }

    /** The next stroke, however long it takes. */
    public Stroke read() {
        return read(null);
    }

    /** The next stroke; {@link Stroke#TIMEOUT} if none comes in time. */
    public Stroke read(Duration timeout) {
        if (start == end) {
            boolean news = process.await(timeout, () -> resized || descriptor.readable(), descriptor);
            if (resized) {
                resized = false;
                painter.forget();
                return Stroke.of(Stroke.RESIZE);
            }
            if (!news) {
                return Stroke.of(Stroke.TIMEOUT);
            }
        }
        return decoder.read();
    }

    /** True if a stroke is there to be read. */
    public boolean pending() {
        return start < end || descriptor.readable();
    }

    /** Gives the terminal back for a while: to run another program or to stop. */
    public void suspend() throws IOException {
        if (open) {
            open = false;
            if (pty != null) {
                pty.termios(before);
            }
            send(leave);
        }
    }

    /** Takes the terminal again. */
    public void resume() throws IOException {
        open = true;
        if (pty != null) {
            pty.termios(mode);
        }
        painter.forget();
        send(enter);
    }

    /** Takes the keyboard again but leaves the screen as another program left it, until {@link #resume}. */
    public void resumeInPlace() {
        open = true;
        if (pty != null) {
            pty.termios(mode);
        }
    }

    /** Stops as by ^Z, and goes on when the shell says so. */
    public void stop() throws IOException {
        suspend();
        process.host().processes().signalGroup(process.group(), Signal.TSTP);
        process.step();
        resume();
    }

    @Override
    public void close() throws IOException {
        process.disposition(Signal.WINCH, Process.Disposition.DEFAULT, null);
        suspend();
    }

    private final class Bytes implements StrokeDecoder.Source {
        @Override
        public int next() {
            if (start < end) {
                return buffer[start++] & 0xFF;
            }
            try {
                start = 0;
                end = Math.max(0, process.read(descriptor, buffer, 0, buffer.length));
            } catch (ErrnoException gone) {
                end = 0;
            }
            return start < end ? buffer[start++] & 0xFF : -1;
        }

        @Override
        public int soon() {
            return start < end || process.poll(SOON, descriptor) ? next() : -1;
        }
    }
}
