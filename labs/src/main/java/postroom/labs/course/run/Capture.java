package postroom.labs.course.run;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Shared;

/** A descriptor that keeps what is written to it, up to {@value #MOST_BYTES} bytes, and takes the rest in silence. */
final class Capture extends Shared {
    private static final int MOST_BYTES = 1 << 20;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    @Override
    public int tryRead(byte[] buffer, int offset, int length) throws ErrnoException {
        throw new ErrnoException(Errno.EBADF);
    }

    @Override
    public synchronized int tryWrite(byte[] buffer, int offset, int length) {
        kept.write(buffer, offset, Math.min(length, MOST_BYTES - kept.size()));
        return length;
    }

    @Override
    public boolean readable() {
        return true;
    }

    synchronized String text() {
        return kept.toString(StandardCharsets.UTF_8);
    }

    @Override
    protected void closed() {
        // what was kept stays
    }

    Descriptor another() {
        return retain();
    }
}
