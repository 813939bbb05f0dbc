package postroom.labs.io;

/** Two descriptors of which each reads what is written to the other ({@code socketpair(2)}). */
public record SocketPair(Descriptor client, Descriptor server) {
    /** A new pair. */
    public static SocketPair open() {
        Pipe there = new Pipe();
        Pipe back = new Pipe();
        return new SocketPair(new End(back.reader(), there.writer()), new End(there.reader(), back.writer()));
    }

    private static final class End extends Shared {
        private final Descriptor in;
        private final Descriptor out;

        End(Descriptor in, Descriptor out) {
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
}
