package postroom.labs.terminal;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;
import postroom.labs.host.Signal;

/**
 * What the kernel does with keys before a program reads them: editing of the line, echo, signals ({@code termios(3)},
 * {@code n_tty}). Not for several threads at a time; {@link Pty} sees to that.
 *
 * <p>At most 4,095 bytes of an unfinished line and 64 KiB of finished ones are held; what is typed beyond is refused with
 * a bell, as Linux does.
 */
final class LineDiscipline {
    private static final int MAX_LINE = 4095;
    private static final int MAX_HELD = 65_536;
    private static final int EOF = 4;
    private static final int ERASE = 0x7f;
    private static final int BACKSPACE = 8;
    private static final int WORD_ERASE = 23;
    private static final int KILL = 21;
    private static final int REPRINT = 18;
    private static final int LITERAL = 22;

    private final Consumer<byte[]> echo;
    private final Runnable drop;
    private final Consumer<Signal> signals;
    private final Deque<byte[]> ready = new ArrayDeque<>();
    private int held;
    private byte[] line = new byte[64];
    private int length;
    private boolean literal;
    private Termios mode = Termios.SANE;

    /**
     * @param echo shows bytes
     * @param drop forgets what nobody has seen yet, before a signal's key is shown
     * @param signals sends a signal to the foreground
     */
    LineDiscipline(Consumer<byte[]> echo, Runnable drop, Consumer<Signal> signals) {
        this.echo = echo;
        this.drop = drop;
        this.signals = signals;
    }

    Termios mode() {
        return mode;
    }

    /** Changes the mode; an unfinished line is handed over as it is when lines are no longer asked for. */
    void mode(Termios newMode) {
        mode = newMode;
        if (!mode.canonical() && length > 0) {
            finishLine();
        }
    }

    void key(int typed) {
        int key = typed == '\r' && mode.mapReturn() && !literal ? '\n' : typed;
        if (literal) {
            literal = false;
            insert(key);
        } else if (mode.signals() && signal(key)) {
            flush();
        } else if (!mode.canonical()) {
            show(key);
            hand(new byte[] {(byte) key});
        } else {
            edit(key);
        }
    }

    /** Forgets everything that was typed and not yet read. */
    void flush() {
        length = 0;
        ready.clear();
        held = 0;
    }

    /** True if the next key has no meaning, because of ^V. */
    boolean expectsLiteral() {
        return literal;
    }

    private boolean signal(int key) {
        Signal signal = key == 3 ? Signal.INT : key == 28 ? Signal.QUIT : key == 26 ? Signal.TSTP : null;
        if (signal == null) {
            return false;
        }
        drop.run();
        show(key);
        signals.accept(signal);
        return true;
    }

    private void edit(int key) {
        switch (key) {
            case '\n':
                if (mode.echo()) {
                    echo.accept(new byte[] {'\r', '\n'});
                }
                store(key);
                finishLine();
                break;
            case EOF:
                finishLine();
                break;
            case ERASE:
            case BACKSPACE:
                erase();
                break;
            case WORD_ERASE:
                eraseWord();
                break;
            case KILL:
                while (length > 0) {
                    erase();
                }
                break;
            case REPRINT:
                show(key);
                echo.accept(new byte[] {'\r', '\n'});
                for (int i = 0; i < length; i++) {
                    show(line[i] & 0xFF);
                }
                break;
            case LITERAL:
                if (mode.echo()) {
                    echo.accept(new byte[] {'^', '\b'});
                }
                literal = true;
                break;
            default:
                insert(key);
        }
    }

    private void insert(int key) {
        if (length >= MAX_LINE) {
            echo.accept(new byte[] {7});
            return;
        }
        show(key);
        store(key);
        if (key == mode.secondEnd()) {
            finishLine();
        }
    }

    private void store(int key) {
        if (length == line.length) {
            line = Arrays.copyOf(line, line.length * 4);
        }
        line[length++] = (byte) key;
    }

    private void finishLine() {
        byte[] done = Arrays.copyOf(line, length);
        length = 0;
        if (line.length > 256) {
            line = new byte[64];
        }
        hand(done);
    }

    private void hand(byte[] bytes) {
        if (held + bytes.length > MAX_HELD) {
            echo.accept(new byte[] {7});
            return;
        }
        held += bytes.length;
        ready.add(bytes);
    }

    /** A word is letters, digits and underscores, and what is behind it; other alphabets are letters. */
    private void eraseWord() {
        while (length > 0 && !isWord(line[length - 1])) {
            erase();
        }
        while (length > 0 && isWord(line[length - 1])) {
            erase();
        }
    }

    private static boolean isWord(byte b) {
        return b < 0 || b == '_' || Character.isLetterOrDigit(b);
    }

    /** Takes the last character away, however many bytes and cells it has. */
    private void erase() {
        if (length == 0) {
            return;
        }
        int start = length - 1;
        while (start > 0 && (line[start] & 0xC0) == 0x80) {
            start--;
        }
        String character = new String(line, start, length - start, java.nio.charset.StandardCharsets.UTF_8);
        int point = character.codePointAt(0);
        length = start;
        if (mode.echo() && point == '\t') {
            echo.accept("\b".repeat(8 - column() % 8).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        } else if (mode.echo()) {
            int cells = point < ' ' || point == ERASE ? 2 : CharWidth.of(point);
            for (int i = 0; i < cells; i++) {
                echo.accept(new byte[] {'\b', ' ', '\b'});
            }
        }
    }

    /** The column behind what is left of the line, if the line began at the margin. */
    private int column() {
        int column = 0;
        String text = Utf8.decode(line, 0, length);
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            if (point == '\t') {
                column += 8 - column % 8;
            } else {
                column += point < ' ' || point == ERASE ? 2 : CharWidth.of(point);
            }
        }
        return column;
    }

    /** Echo; control characters as {@code ^X}. */
    private void show(int key) {
        if (!mode.echo()) {
            return;
        }
        if (key == '\n' && mode.process()) {
            echo.accept(new byte[] {'\r', '\n'});
        } else if (key < ' ' && key != '\t' && key != '\n' || key == ERASE) {
            echo.accept(new byte[] {'^', (byte) (key ^ 0x40)});
        } else {
            echo.accept(new byte[] {(byte) key});
        }
    }

    boolean readable() {
        return !ready.isEmpty();
    }

    /** Hands over at most one line, or what there is of single keys; -1 for ^D on an empty line, -2 for nothing. */
    int read(byte[] buffer, int offset, int most) {
        byte[] first = ready.peek();
        if (first == null) {
            return -2;
        }
        if (first.length == 0) {
            ready.remove();
            return -1;
        }
        int n = 0;
        do {
            byte[] next = ready.remove();
            int part = Math.min(most - n, next.length);
            System.arraycopy(next, 0, buffer, offset + n, part);
            n += part;
            if (part < next.length) {
                ready.addFirst(Arrays.copyOfRange(next, part, next.length));
            }
        } while (!mode.canonical() && n < most && !ready.isEmpty() && ready.peek().length > 0);
        held -= n;
        return n;
    }

    /** Everything that was typed ahead, finished or not: the shell's editor takes it over. */
    byte[] takeAll() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ready.forEach(all::writeBytes);
        all.write(line, 0, length);
        ready.clear();
        held = 0;
        length = 0;
        return all.toByteArray();
    }
}
