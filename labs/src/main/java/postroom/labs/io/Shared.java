package postroom.labs.io;

import java.util.concurrent.atomic.AtomicInteger;

/** A descriptor's count of references, and the waiters of most kinds. */
public abstract class Shared implements Descriptor {
    private final AtomicInteger references = new AtomicInteger(1);
    private final Waiters waiters = new Waiters();

    @Override
    public final Descriptor retain() {
        references.incrementAndGet();
        return this;
    }

    @Override
    public final void close() {
        if (references.decrementAndGet() == 0) {
            closed();
            waiters().wake();
        }
    }

    @Override
    public Waiters waiters() {
        return waiters;
    }

    /** The last reference is gone. */
    protected abstract void closed();
}
