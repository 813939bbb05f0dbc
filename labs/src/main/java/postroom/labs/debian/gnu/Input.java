package postroom.labs.debian.gnu;

import java.util.Arrays;
import java.util.EnumSet;
import postroom.labs.fs.Open;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** A file or standard input, read by blocks or by lines. A line of more than 16 MiB fails with {@code ENOMEM}. */
public final class Input implements AutoCloseable {
    private static final int MAX_LINE = 16 << 20;

    private final Process process;
    private final Descriptor descriptor;
    private final boolean own;
    private byte[] buffer = new byte[8192];
    private int start;
    private int end;
    private boolean newline;

    private Input(Process process, Descriptor descriptor, boolean own) {
        this.process = process;
        this.descriptor = descriptor;
        this.own = own;
    }

    /** Opens a file; {@code -} is standard input. */
    public static Input open(Process process, String name) throws ErrnoException {
        if (name.equals("-")) {
            return standard(process);
        }
        return new Input(process, process.open(name, EnumSet.of(Open.READ), 0), true);
    }

    /** Reads from a descriptor, which it closes. */
    public static Input of(Process process, Descriptor descriptor) {
        return new Input(process, descriptor, true);
    }

    /** Standard input. */
    public static Input standard(Process process) throws ErrnoException {
        return new Input(process, process.fd(0), false);
    }

    /** What it reads from. */
    public Descriptor descriptor() {
        return descriptor;
    }

    /** The next bytes, as many as there are now but at least one; -1 at the end. */
    public int read(byte[] into, int offset, int length) throws ErrnoException {
        process.step();
        if (start < end) {
            int n = Math.min(length, end - start);
            System.arraycopy(buffer, start, into, offset, n);
            start += n;
            return n;
        }
        return process.read(descriptor, into, offset, length);
    }

    /** The next line without its line feed; null at the end. */
    public byte[] line() throws ErrnoException {
        return line('\n');
    }

    /** The next record up to {@code separator}, which is left out; null at the end. */
    public byte[] line(int separator) throws ErrnoException {
        process.step();
        int scanned = start;
        while (true) {
            for (int i = scanned; i < end; i++) {
                if (buffer[i] == (byte) separator) {
                    byte[] line = Arrays.copyOfRange(buffer, start, i);
                    start = i + 1;
                    newline = true;
                    return line;
                }
            }
            scanned = end - start;
            makeRoom();
            int n = process.read(descriptor, buffer, end, buffer.length - end);
            if (n < 0) {
                return last();
            }
            end += n;
        }
    }

    private void makeRoom() throws ErrnoException {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        if (end == buffer.length) {
            if (end >= MAX_LINE) {
                throw new ErrnoException(Errno.ENOMEM);
            }
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
    }

    private byte[] last() {
        newline = false;
        if (start == end) {
            return null;
        }
        byte[] line = Arrays.copyOfRange(buffer, start, end);
        start = end;
        return line;
    }

    /** Like {@link #line()}, as text. */
    public String text() throws ErrnoException {
        byte[] line = line();
        return line == null ? null : Text.of(line);
    }

    /** Whether the line that was read last had its line feed. */
    public boolean newline() {
        return newline;
    }

    /** Everything that is left; more than 64 MiB fail with {@code ENOMEM}. */
    public byte[] rest() throws ErrnoException {
        byte[] all = new byte[8192];
        int count = 0;
        while (true) {
            int n = read(all, count, all.length - count);
            if (n < 0) {
                return Arrays.copyOf(all, count);
            }
            count += n;
            if (count >= 64 << 20) {
                throw new ErrnoException(Errno.ENOMEM);
            }
            if (count == all.length) {
                all = Arrays.copyOf(all, count * 2);
            }
        }
    }

    @Override
    public void close() {
        if (own) {
            descriptor.close();
        }
    }
}
