package postroom.web;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Something that takes a while to make. It is made on a thread of its own from {@link #begin} on; whoever needs it waits.
 *
 * @param <T> what it is
 */
final class Background<T> implements Supplier<T> {
    private final String name;
    private final Supplier<T> maker;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<T> made = new CompletableFuture<>();

    Background(String name, Supplier<T> maker) {
        this.name = name;
        this.maker = maker;
    }

    /** Has it made, if that has not begun. */
    Background<T> begin() {
        if (begun.compareAndSet(false, true)) {
            Thread thread = new Thread(this::make, name);
            thread.setDaemon(true);
            thread.start();
        }
        return this;
    }

    private void make() {
        try {
            made.complete(maker.get());
        } catch (RuntimeException | Error e) {
            made.completeExceptionally(e);
        }
    }

    boolean isBegun() {
        return begun.get();
    }

    @Override
    public T get() {
        begin();
        try {
            return made.join();
        } catch (CompletionException e) {
            throw new IllegalStateException(name + " could not be made", e.getCause());
        }
    }
}
