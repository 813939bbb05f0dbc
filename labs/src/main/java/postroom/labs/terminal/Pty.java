package postroom.labs.terminal;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import postroom.labs.host.Processes;
import postroom.labs.host.Signal;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Shared;
import postroom.labs.io.Terminal;
import postroom.labs.io.Waiters;

/**
 * A pseudo terminal ({@code pty(7)}). On one side keys come and output is watched; on the other side are the descriptors
 * of the lab's processes.
 *
 * <p>A program that prints faster than anybody reads waits once {@value #WINDOW} bytes are unread, so that ^C is never far
 * behind. While a shell is at its prompt, a {@link KeyReader} takes the keys and no thread waits.
 */
public final class Pty implements Terminal {
    /** Output that may be unread before writers wait, in bytes. */
    public static final int WINDOW = 65_536;

    private static final int INTERRUPT = 3;
    private static final int START = 0x11;
    private static final int STOP = 0x13;

    private final String device;
    private final Processes processes;
    private final Waiters waiters = new Waiters();
    private final Object keyLock = new Object();
    private final PtyOutput output = new PtyOutput();
    private final ByteArrayOutputStream echoed = new ByteArrayOutputStream(16);
    private final LineDiscipline discipline = new LineDiscipline(echoed::writeBytes, this::drop, this::signalByKey);
    private volatile KeyReader reader;
    private volatile int columns;
    private volatile int rows;
    private volatile int foreground;
    private volatile boolean gone;

    /**
     * A terminal.
     *
     * @param device its name, {@code /dev/pts/0}
     * @param processes get the signals
     */
    public Pty(String device, Processes processes, int columns, int rows) {
        this.device = device;
        this.processes = processes;
        this.columns = columns;
        this.rows = rows;
    }

    // ---- the side of the person ----------------------------------------------------------------------

    /** Keys were typed. Returns at once. */
    public void input(byte[] keys) {
        synchronized (keyLock) {
            int at = 0;
            while (at < keys.length && !gone) {
                KeyReader current = reader;
                int key = keys[at] & 0xFF;
                if (flowControl(key)) {
                    at++;
                } else if (current == null) {
                    discipline.key(key);
                    at++;
                } else if (key == INTERRUPT) {
                    discipline.flush();
                    output.start();
                    current.interrupt();
                    at++;
                } else {
                    int length = lengthForReader(keys, at);
                    at += Math.max(current.keys(keys, at, length), reader == current ? 1 : 0);
                }
            }
            showEcho();
        }
        waiters.wake();
    }

    /** ^S and ^Q, which nobody else gets to see. */
    private boolean flowControl(int key) {
        if (!discipline.mode().flowControl() || discipline.expectsLiteral() || key != STOP && key != START) {
            return false;
        }
        showEcho();
        if (key == STOP) {
            output.stop();
        } else {
            output.start();
        }
        return true;
    }

    /** How many keys there are before one that is not for a reader. */
    private int lengthForReader(byte[] keys, int from) {
        boolean flow = discipline.mode().flowControl();
        int end = from + 1;
        while (end < keys.length && keys[end] != INTERRUPT && !(flow && (keys[end] == STOP || keys[end] == START))) {
            end++;
        }
        return end - from;
    }

    private void showEcho() {
        if (echoed.size() > 0) {
            byte[] bytes = echoed.toByteArray();
            echoed.reset();
            output.print(bytes);
        }
    }

    /** The window has another size. */
    public void resize(int newColumns, int newRows) {
        columns = Math.max(2, Math.min(1000, newColumns));
        rows = Math.max(1, Math.min(1000, newRows));
        synchronized (keyLock) {
            if (reader != null) {
                reader.resized(columns, rows);
            }
        }
        signalForeground(Signal.WINCH);
    }

    /** The person is gone for good: processes get SIGHUP, reads give the end, writes an error. */
    public void hangUp() {
        KeyReader current;
        synchronized (keyLock) {
            gone = true;
            current = reader;
            reader = null;
        }
        signalForeground(Signal.HUP);
        if (current != null) {
            current.hangUp();
        }
        waiters.wake();
    }

    /** The offset of the oldest byte of output that is kept. */
    public long begin() {
        return output.begin();
    }

    /** The offset behind the newest byte of output. */
    public long end() {
        return output.end();
    }

    /** Output from an offset on, at most {@code most} bytes; what lies before the offset counts as read. */
    public byte[] read(long from, int most) {
        PtyOutput.Taken taken = output.read(from, most);
        if (taken.room()) {
            waiters.wake();
        }
        return taken.bytes();
    }

    /** Tells {@code more}, which must be quick, when there is more output. */
    public AutoCloseable watch(Runnable more) {
        return output.watch(more);
    }

    // ---- the side of the programs --------------------------------------------------------------------

    /** A new descriptor of it, for reading and writing. */
    public Descriptor open() {
        return new End();
    }

    /** From now on {@code newReader} gets the keys, at once those that were typed ahead. */
    public void attach(KeyReader newReader) {
        synchronized (keyLock) {
            if (gone) {
                newReader.hangUp();
                return;
            }
            byte[] ahead = discipline.takeAll();
            reader = newReader;
            input(ahead);
        }
    }

    /** The line discipline gets the keys again. */
    public void detach(KeyReader oldReader) {
        synchronized (keyLock) {
            if (reader == oldReader) {
                reader = null;
            }
        }
    }

    /** Shows bytes as they are, without waiting: echo, prompts, the editor's redrawing. */
    public void print(byte[] bytes) {
        output.print(bytes);
    }

    /** The mode. */
    public Termios termios() {
        synchronized (keyLock) {
            return discipline.mode();
        }
    }

    /** Sets the mode ({@code tcsetattr(3)}). */
    public void termios(Termios mode) {
        synchronized (keyLock) {
            discipline.mode(mode);
        }
        waiters.wake();
    }

    @Override
    public String device() {
        return device;
    }

    @Override
    public boolean echo() {
        return termios().echo();
    }

    @Override
    public void echo(boolean shown) {
        termios(termios().withEcho(shown));
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int foreground() {
        return foreground;
    }

    @Override
    public void foreground(int processGroup) {
        foreground = processGroup;
        waiters.wake();
    }

    /** For ^C, ^\\, ^Z: what is unread is dropped, so that the end is near even behind much output. */
    private void drop() {
        echoed.reset();
        output.flush();
        output.start();
    }

    private void signalByKey(Signal signal) {
        showEcho();
        signalForeground(signal);
    }

    private void signalForeground(Signal signal) {
        int group = foreground;
        if (group != 0) {
            processes.signalGroup(group, signal);
        }
    }

    private int write(byte[] bytes, int offset, int length) throws ErrnoException {
        if (gone) {
            throw new ErrnoException(Errno.EIO);
        }
        return output.write(bytes, offset, length, discipline.mode().process());
    }

    private final class End extends Shared {
        @Override
        public int tryRead(byte[] buffer, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            synchronized (keyLock) {
                int n = discipline.read(buffer, offset, length);
                return n == NOT_NOW && gone ? END : n;
            }
        }

        @Override
        public int tryWrite(byte[] buffer, int offset, int length) throws ErrnoException {
            return write(buffer, offset, length);
        }

        @Override
        public boolean readable() {
            synchronized (keyLock) {
                return discipline.readable() || gone;
            }
        }

        @Override
        public Waiters waiters() {
            return waiters;
        }

        @Override
        public Optional<Terminal> terminal() {
            return Optional.of(Pty.this);
        }

        @Override
        protected void closed() {
            // the terminal outlives its descriptors
        }
    }
}
