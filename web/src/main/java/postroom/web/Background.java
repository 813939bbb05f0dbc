package postroom.web;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Something that takes a while to make and is made while the server starts; whoever needs it waits.
 *
 * @param <T> what it is
 */
final class Background<T> implements Supplier<T> {
    private final CompletableFuture<T> made = new CompletableFuture<>();

    private Background() {}

    static <T> Background<T> start(String name, Supplier<T> maker) {
        Background<T> background = new Background<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        background.made.complete(maker.get());
                    } catch (RuntimeException | Error e) {
                        background.made.completeExceptionally(e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return background;
    }

    @Override
    public T get() {
        try {
            return made.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("could not be made at start", e.getCause());
        }
    }
}
