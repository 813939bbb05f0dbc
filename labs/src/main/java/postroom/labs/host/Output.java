package postroom.labs.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/**
 * Standard output or standard error of a program ({@code stdio(3)}): UTF-8 text and bytes, buffered by 8 KiB, to a
 * terminal by the line. Flushed when the program ends. Errors are thrown, not remembered.
 */
public final class Output extends OutputStream {
    private final Process process;
    private final int fd;
    private final boolean unbuffered;
    private byte[] buffer = new byte[256];
    private int count;

    Output(Process process, int fd, boolean unbuffered) {
        this.process = process;
        this.fd = fd;
        this.unbuffered = unbuffered;
    }

    /** Prints text as UTF-8. */
    public Output print(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(bytes, 0, bytes.length);
        return this;
    }

    /** Prints text and a newline. */
    public Output println(String text) throws IOException {
        return print(text + "\n");
    }

    /** Prints a newline. */
    public Output println() throws IOException {
        return print("\n");
    }

    /** Prints formatted text, independent of any locale. */
    public Output printf(String format, Object... arguments) throws IOException {
        return print(String.format(Locale.ROOT, format, arguments));
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (count + length > 8192) {
            flush();
        }
        if (length > 8192) {
            toDescriptor(bytes, offset, length);
            return;
        }
        if (count + length > buffer.length) {
            buffer = java.util.Arrays.copyOf(buffer, Math.min(8192, Math.max(buffer.length * 4, count + length)));
        }
        System.arraycopy(bytes, offset, buffer, count, length);
        count += length;
        if (unbuffered || endsLine(bytes, offset, length) && isTerminal()) {
            flush();
        }
    }

    private static boolean endsLine(byte[] bytes, int offset, int length) {
        for (int i = offset + length - 1; i >= offset; i--) {
            if (bytes[i] == '\n') {
                return true;
            }
        }
        return false;
    }

    private boolean isTerminal() throws ErrnoException {
        Descriptor descriptor = process.fdOrNull(fd);
        if (descriptor == null) {
            throw new ErrnoException(Errno.EBADF);
        }
        return descriptor.terminal().isPresent();
    }

    @Override
    public void flush() throws IOException {
        int n = count;
        count = 0;
        if (n > 0) {
            toDescriptor(buffer, 0, n);
        }
    }

    /** That standard output is at its end must not look like the failure of what a program reads meanwhile. */
    private void toDescriptor(byte[] bytes, int offset, int length) throws IOException {
        try {
            process.write(fd, bytes, offset, length);
        } catch (ErrnoException e) {
            throw fd == 1 ? new OutputException(e.errno()) : e;
        }
    }

    /** Drops what was not yet written: a forked child must not print its parent's rest again. */
    public void discard() {
        count = 0;
    }
}
