package postroom.labs.host;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Turns at the processor, for all labs of a JVM: who runs on and on does so in turns, on all processors but one. So a
 * thread that has only a key to echo finds a free one, however many labs are busy.
 */
final class Turns {
    /** How long one turn lasts while others wait. */
    static final long NANOS = 4_000_000L;

    private final Semaphore turns;

    Turns(int processors) {
        turns = new Semaphore(Math.max(1, processors - 1), true);
    }

    /** Waits for a turn, in the order of coming; false if {@code millis} were too short, or the JVM is going down. */
    boolean take(long millis) {
        try {
            return turns.tryAcquire(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void giveBack() {
        turns.release();
    }

    boolean isWanted() {
        return turns.hasQueuedThreads();
    }
}
