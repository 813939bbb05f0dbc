package postroom.labs.debian.postfix.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Shared;

/** Keeps the beginning of what a command prints, for the text of a bounce; the rest is taken and dropped. */
final class Captured extends Shared {
    private static final int LIMIT = 10_240;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    @Override
    public int tryRead(byte[] buffer, int offset, int length) throws ErrnoException {
        throw new ErrnoException(Errno.EBADF);
    }

    @Override
    public synchronized int tryWrite(byte[] buffer, int offset, int length) {
        kept.write(buffer, offset, Math.max(0, Math.min(length, LIMIT - kept.size())));
        return length;
    }

    @Override
    public boolean readable() {
        return false;
    }

    /** What was printed so far. */
    synchronized String text() {
        return kept.toString(ISO_8859_1);
    }

    @Override
    protected void closed() {
        // Nothing is held but memory
    }
}
