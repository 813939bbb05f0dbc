package postroom.labs.debian.postfix.local;

import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Shared;

/** Bytes that a command reads on its standard input. */
final class Replayed extends Shared {
    private final byte[] bytes;
    private int position;

    Replayed(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public synchronized int tryRead(byte[] buffer, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        int n = Math.min(length, bytes.length - position);
        if (n <= 0) {
            return END;
        }
        System.arraycopy(bytes, position, buffer, offset, n);
        position += n;
        return n;
    }

    @Override
    public int tryWrite(byte[] buffer, int offset, int length) throws ErrnoException {
        throw new ErrnoException(Errno.EBADF);
    }

    @Override
    public boolean readable() {
        return true;
    }

    @Override
    protected void closed() {
        // Nothing is held but memory
    }
}
