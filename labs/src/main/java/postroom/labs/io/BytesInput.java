package postroom.labs.io;

/** Bytes that are there from the start, to be read: a here-document, or a message for a command. */
public final class BytesInput extends Shared {
    private final byte[] bytes;
    private int position;

    /** Reads these; the array is not copied. */
    public BytesInput(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public synchronized int tryRead(byte[] buffer, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        int count = Math.min(length, bytes.length - position);
        if (count == 0) {
            return END;
        }
        System.arraycopy(bytes, position, buffer, offset, count);
        position += count;
        return count;
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
        // nothing is held
    }
}
