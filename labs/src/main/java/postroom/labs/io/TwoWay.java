package postroom.labs.io;

/** One descriptor made of two: what is read comes from the first, what is written goes to the second. */
public final class TwoWay extends Shared {
    private final Descriptor in;
    private final Descriptor out;

    /** The two, which are closed with it. */
    public TwoWay(Descriptor in, Descriptor out) {
        this.in = in;
        this.out = out;
        Runnable wake = waiters()::wake;
        in.waiters().add(wake);
        out.waiters().add(wake);
    }

    @Override
    public int tryRead(byte[] buffer, int offset, int length) throws ErrnoException {
        return in.tryRead(buffer, offset, length);
    }

    @Override
    public int tryWrite(byte[] buffer, int offset, int length) throws ErrnoException {
        return out.tryWrite(buffer, offset, length);
    }

    @Override
    public boolean readable() {
        return in.readable();
    }

    @Override
    protected void closed() {
        out.close();
        in.close();
    }
}
