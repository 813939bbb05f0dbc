package postroom.labs.host;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A lab's share of the processor: a purse of running time that refills steadily. Whoever runs a loop draws from it; an
 * empty purse makes the thread rest, so that a busy loop in one lab is not noticed in the next. Of a lab's processes
 * that run long, one at a time has a turn at the processor ({@link Turns}): a lab with many has no more than one with few.
 */
public final class CpuShare {
    /** What may be used at once after a pause: interactive work never meets the limit. */
    private static final long PURSE_NANOS = 3_000_000_000L;

    /** A lab that has used as much of late is strained: even its short-lived processes take turns. */
    private static final long STRAINED_BELOW = PURSE_NANOS * 3 / 4;

    private final double perSecond;
    private final Turns turns;
    private final Semaphore seat = new Semaphore(1, true);
    private long left = PURSE_NANOS;
    private long lastRefill = System.nanoTime();

    /**
     * A share.
     *
     * @param perSecond seconds of running per second, in the long run: 0.25 is a quarter of a core
     * @param workers whose threads the processes run on
     */
    public CpuShare(double perSecond, Workers workers) {
        this.perSecond = perSecond;
        this.turns = workers.turns();
    }

    /** Takes {@code nanos} of running time; how long to rest if that is more than is left, 100 ms at most. */
    synchronized long take(long nanos) {
        long now = System.nanoTime();
        left = Math.min(PURSE_NANOS, left + (long) ((now - lastRefill) * perSecond));
        lastRefill = now;
        left -= nanos;
        return left >= 0 ? 0 : Math.min((long) (-left / perSecond), 100_000_000L);
    }

    /** Lets the caller's thread rest. */
    static void rest(long nanos) {
        LockSupport.parkNanos(nanos);
    }

    /** Whether the lab has been busy of late. */
    synchronized boolean isStrained() {
        return left < STRAINED_BELOW;
    }

    /** Waits for a turn: first for the lab's, then for one among labs. False after {@code millis} without one. */
    boolean takeTurn(long millis) {
        try {
            if (!seat.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
                return false;
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return false;
        }
        if (turns.take(millis)) {
            return true;
        }
        seat.release();
        return false;
    }

    /** The turn is over. */
    void giveTurnBack() {
        turns.giveBack();
        seat.release();
    }

    /** Whether somebody waits for the turn that the caller has. */
    boolean isTurnWanted() {
        return seat.hasQueuedThreads() || turns.isWanted();
    }
}
