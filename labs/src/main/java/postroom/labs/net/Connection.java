package postroom.labs.net;

import postroom.labs.io.Shared;

/** One end of a TCP connection, as a program in the lab holds it ({@code tcp(7)}). */
public abstract class Connection extends Shared {
    private final Endpoint local;
    private final Endpoint remote;
    private volatile int owner;

    Connection(Endpoint local, Endpoint remote) {
        this.local = local;
        this.remote = remote;
    }

    /** This end. */
    public final Endpoint local() {
        return local;
    }

    /** The other end. */
    public final Endpoint remote() {
        return remote;
    }

    /** The process that shows in {@code netstat -p}; 0 if unknown. */
    public final int owner() {
        return owner;
    }

    /** Sets {@link #owner}. */
    public final void owner(int pid) {
        owner = pid;
    }

    /** Nothing more will be written; the other side reads to the end and may go on writing ({@code shutdown(2)}). */
    public abstract void shutdownOutput();

    /** True once the other side has ended, too, or the connection was reset. */
    public abstract boolean ended();

    /** Ends it at once, both ways. */
    abstract void reset();
}
