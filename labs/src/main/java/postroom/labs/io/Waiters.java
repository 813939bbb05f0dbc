package postroom.labs.io;

import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Who wants to know when a descriptor may be ready.
 *
 * <p>A wake-up says "look again", never "there is data": whoever waits tries once more, so a wake-up too many does no
 * harm. Callbacks run on the thread that made the change and must only hand on (unpark a thread, schedule a task).
 */
public final class Waiters {
    private final CopyOnWriteArrayList<Runnable> waiting = new CopyOnWriteArrayList<>();

    /** Calls {@code wake} at each change until {@link #remove} is called. */
    public void add(Runnable wake) {
        waiting.add(wake);
    }

    /** Ends what {@link #add} began; unknown callbacks are ignored. */
    public void remove(Runnable wake) {
        waiting.remove(wake);
    }

    /** Something changed: everybody looks again. */
    public void wake() {
        for (Runnable each : waiting) {
            each.run();
        }
    }
}
