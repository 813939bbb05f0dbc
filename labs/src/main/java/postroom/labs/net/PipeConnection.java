package postroom.labs.net;

import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Pipe;

/** One end of a connection between two programs of the lab: two pipes. */
final class PipeConnection extends Connection {
    private final Node node;
    private final Descriptor in;
    private final Descriptor out;
    private boolean outputClosed;

    private PipeConnection(Node node, Endpoint local, Endpoint remote, Descriptor in, Descriptor out) {
        super(local, remote);
        this.node = node;
        this.in = in;
        this.out = out;
        Runnable wake = waiters()::wake;
        in.waiters().add(wake);
        out.waiters().add(wake);
        node.opened(this);
    }

    /** Both ends: the client's and the server's. */
    record Pair(PipeConnection client, PipeConnection server) {}

    static Pair between(Node from, Endpoint source, Node to, Endpoint destination) {
        Pipe there = new Pipe();
        Pipe back = new Pipe();
        return new Pair(
                new PipeConnection(from, source, destination, back.reader(), there.writer()),
                new PipeConnection(to, destination, source, there.reader(), back.writer()));
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
    public synchronized void shutdownOutput() {
        if (!outputClosed) {
            outputClosed = true;
            out.close();
        }
    }

    @Override
    public boolean ended() {
        return false;
    }

    @Override
    void reset() {
        closed();
    }

    @Override
    protected void closed() {
        shutdownOutput();
        in.close();
        node.closed(this);
    }
}
