package postroom.labs.io;

/**
 * A pipe ({@code pipe(7)}): 64 KiB between a writer and a reader.
 *
 * <p>A read gives {@link Descriptor#END} when nothing is left and no writer is; a write without a reader fails with
 * {@link Errno#EPIPE} (the process turns that into SIGPIPE).
 */
public final class Pipe {
    /** What a pipe holds before its writer waits, in bytes. */
    public static final int CAPACITY = 65_536;

    private final Waiters waiters = new Waiters();
    private byte[] ring = new byte[512];
    private int start;
    private int count;
    private boolean readerGone;
    private boolean writerGone;

    /** The end to read from. Call once. */
    public Descriptor reader() {
        return new Reader();
    }

    /** The end to write to. Call once; {@link Descriptor#retain} gives further writers. */
    public Descriptor writer() {
        return new Writer();
    }

    private synchronized int take(byte[] to, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (count == 0) {
            return writerGone ? Descriptor.END : Descriptor.NOT_NOW;
        }
        int n = Math.min(length, count);
        int first = Math.min(n, ring.length - start);
        System.arraycopy(ring, start, to, offset, first);
        System.arraycopy(ring, 0, to, offset + first, n - first);
        start = (start + n) % ring.length;
        count -= n;
        return n;
    }

    private synchronized int put(byte[] from, int offset, int length) throws ErrnoException {
        if (readerGone) {
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
                return count > 0 || writerGone;
            }
        }

        @Override
        public Waiters waiters() {
            return waiters;
        }

        @Override
        protected void closed() {
            synchronized (Pipe.this) {
                readerGone = true;
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
                writerGone = true;
            }
        }
    }
}
