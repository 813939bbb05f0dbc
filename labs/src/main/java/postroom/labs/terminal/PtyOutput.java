package postroom.labs.terminal;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import postroom.labs.io.Descriptor;

/**
 * What a terminal has printed, on its way to those who watch. For any thread.
 *
 * <p>Programs wait while {@value Pty#WINDOW} bytes are unread, and while ^S holds the output. Echo never waits: while the
 * output is held it is kept, up to {@value #HELD} bytes, and lost beyond.
 */
final class PtyOutput {
    private static final int HELD = 4096;

    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final Scrollback scrollback = new Scrollback();
    private final ByteArrayOutputStream held = new ByteArrayOutputStream(0);
    private long read;
    private boolean stopped;

    /** The offset of the oldest byte that is kept. */
    synchronized long begin() {
        return scrollback.begin();
    }

    /** The offset behind the newest byte. */
    synchronized long end() {
        return scrollback.end();
    }

    /** Bytes, and whether taking them made room for writers. */
    record Taken(byte[] bytes, boolean room) {}

    /** Takes from an offset on, at most {@code most} bytes. */
    synchronized Taken read(long from, int most) {
        byte[] bytes = scrollback.read(from, most);
        long before = read;
        read = Math.max(read, Math.min(scrollback.end(), from + bytes.length));
        return new Taken(bytes, read > before);
    }

    /** Tells {@code more} of each addition. */
    AutoCloseable watch(Runnable more) {
        watchers.add(more);
        return () -> watchers.remove(more);
    }

    /** Adds bytes as they are, without waiting. */
    void print(byte[] bytes) {
        synchronized (this) {
            if (stopped) {
                held.write(bytes, 0, Math.min(bytes.length, HELD - held.size()));
                return;
            }
            scrollback.add(bytes, 0, bytes.length);
        }
        watchers.forEach(Runnable::run);
    }

    /**
     * Adds a program's bytes, as far as there is room.
     *
     * @param newlines whether a newline gets a carriage return
     * @return how many were taken, or {@link Descriptor#NOT_NOW}
     */
    int write(byte[] bytes, int offset, int length, boolean newlines) {
        int n;
        synchronized (this) {
            long room = Pty.WINDOW - (scrollback.end() - read);
            if (length > 0 && (stopped || room <= 0)) {
                return Descriptor.NOT_NOW;
            }
            n = (int) Math.min(length, room);
            if (newlines) {
                addProcessed(bytes, offset, n);
            } else {
                scrollback.add(bytes, offset, n);
            }
        }
        watchers.forEach(Runnable::run);
        return n;
    }

    /** Drops what nobody has read yet, as ^C does. */
    synchronized void flush() {
        scrollback.dropFrom(read);
        held.reset();
    }

    /** ^S. */
    synchronized void stop() {
        stopped = true;
    }

    /** ^Q; true if the output was held. */
    boolean start() {
        byte[] waiting;
        synchronized (this) {
            if (!stopped) {
                return false;
            }
            stopped = false;
            waiting = held.toByteArray();
            held.reset();
        }
        print(waiting);
        return true;
    }

    private void addProcessed(byte[] bytes, int offset, int length) {
        int from = offset;
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                scrollback.add(bytes, from, i - from);
                scrollback.add(new byte[] {'\r', '\n'}, 0, 2);
                from = i + 1;
            }
        }
        scrollback.add(bytes, from, offset + length - from);
    }
}
