package postroom.labs.io;

/**
 * A pipe ({@code pipe(7)}): 64 KiB between a writer and a reader.
 *
 * <p>A read gives {@link Descriptor#END} when nothing is left and the last writer has gone; a write when the last reader has
 * gone fails with {@link Errno#EPIPE} (the process turns that into SIGPIPE). Who has not come yet has not gone: the ends may be
 * taken in any order, and one may be given to a process that runs before the other is taken, since {@code pipe(2)} gives both
 * at once and {@code open(2)} of a named pipe waits for the other.
 */
public final class Pipe {
    /** What a pipe holds before its writer waits, in bytes. */
    public static final int CAPACITY = 65_536;

    private final Waiters waiters = new Waiters();
    private byte[] ring = new byte[512];
    private int start;
    private int count;
    private int readers;
    private int writers;
    private long readersEver;
    private long writersEver;

    /** An end to read from; a named pipe may have several. */
    public Descriptor reader() {
        synchronized (this) {
            forgetIfIdle();
            readers++;
            readersEver++;
        }
        waiters.wake();
        return new Reader();
    }

    /** An end to write to; readers see the end of the data when the last one is closed. */
    public Descriptor writer() {
        synchronized (this) {
            forgetIfIdle();
            writers++;
            writersEver++;
        }
        waiters.wake();
        return new Writer();
    }

    /** What nobody has open holds nothing. */
    private void forgetIfIdle() {
        if (isIdle() && readersEver > 0 && writersEver > 0) {
            count = 0;
        }
    }

    /** True if neither end is open. */
    public synchronized boolean isIdle() {
        return readers == 0 && writers == 0;
    }

    /** How many readers there have been; {@code open(2)} of the other end waits for one. */
    public synchronized long readersEver() {
        return readersEver;
    }

    /** How many writers there have been. */
    public synchronized long writersEver() {
        return writersEver;
    }

    /** True while somebody could read. */
    public synchronized boolean isRead() {
        return readers > 0;
    }

    /** True while somebody could write. */
    public synchronized boolean isWritten() {
        return writers > 0;
    }

    private synchronized int take(byte[] to, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (count == 0) {
            return ended() ? Descriptor.END : Descriptor.NOT_NOW;
        }
        int n = Math.min(length, count);
        int first = Math.min(n, ring.length - start);
        System.arraycopy(ring, start, to, offset, first);
        System.arraycopy(ring, 0, to, offset + first, n - first);
        start = (start + n) % ring.length;
        count -= n;
        return n;
    }

    private boolean ended() {
        return writers == 0 && writersEver > 0;
    }

    private synchronized int put(byte[] from, int offset, int length) throws ErrnoException {
        if (readers == 0 && readersEver > 0) {
            throw new ErrnoException(Errno.EPIPE);
        }
        if (length == 0) {
            return 0;
        }
        int n = Math.min(length, CAPACITY - count);
        if (n == 0) {
            return Descriptor.NOT_NOW;
        }
        makeRoom(count + n);
        int end = (start + count) % ring.length;
        int first = Math.min(n, ring.length - end);
        System.arraycopy(from, offset, ring, end, first);
        System.arraycopy(from, offset + first, ring, 0, n - first);
        count += n;
        return n;
    }

    /** Grows the ring by doubling: most pipes carry a few lines and should cost that much. */
    private void makeRoom(int needed) {
        if (needed <= ring.length) {
            return;
        }
        int size = ring.length;
        while (size < needed) {
            size *= 2;
        }
        byte[] larger = new byte[Math.min(size, CAPACITY)];
        int first = Math.min(count, ring.length - start);
        System.arraycopy(ring, start, larger, 0, first);
        System.arraycopy(ring, 0, larger, first, count - first);
        ring = larger;
        start = 0;
    }

    private final class Reader extends Shared {
        @Override
        public int tryRead(byte[] buffer, int offset, int length) {
            int n = take(buffer, offset, length);
            if (n > 0) {
                waiters.wake();
            }
            return n;
        }

        @Override
        public int tryWrite(byte[] buffer, int offset, int length) throws ErrnoException {
            throw new ErrnoException(Errno.EBADF);
        }

        @Override
        public boolean readable() {
            synchronized (Pipe.this) {
                return count > 0 || ended();
            }
        }

        @Override
        public Waiters waiters() {
            return waiters;
        }

        @Override
        protected void closed() {
            synchronized (Pipe.this) {
                readers--;
            }
        }
    }

    private final class Writer extends Shared {
        @Override
        public int tryRead(byte[] buffer, int offset, int length) throws ErrnoException {
            throw new ErrnoException(Errno.EBADF);
        }

        @Override
        public int tryWrite(byte[] buffer, int offset, int length) throws ErrnoException {
            int n = put(buffer, offset, length);
            if (n > 0) {
                waiters.wake();
            }
            return n;
        }

        @Override
        public boolean readable() {
            return false;
        }

        @Override
        public Waiters waiters() {
            return waiters;
        }

        @Override
        protected void closed() {
            synchronized (Pipe.this) {
                writers--;
            }
        }
    }
}
