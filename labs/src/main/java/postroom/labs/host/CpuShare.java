package postroom.labs.host;

import java.util.concurrent.locks.LockSupport;

/**
 * A lab's share of the processor: a purse of running time that refills steadily. Whoever runs a loop draws from it; an
 * empty purse makes the thread rest, so that a busy loop in one lab is not noticed in the next.
 */
public final class CpuShare {
    /** What may be used at once after a pause: interactive work never meets the limit. */
    private static final long PURSE_NANOS = 3_000_000_000L;

    private final double perSecond;
    private long left = PURSE_NANOS;
    private long lastRefill = System.nanoTime();

    /**
     * A share.
     *
     * @param perSecond seconds of running per second, in the long run: 0.25 is a quarter of a core
     */
    public CpuShare(double perSecond) {
        this.perSecond = perSecond;
    }

    /** Takes {@code nanos} of running time; rests, at most 100 ms at a time, if that is more than is left. */
    void draw(long nanos) {
        long rest = take(nanos);
        if (rest > 0) {
            LockSupport.parkNanos(Math.min(rest, 100_000_000L));
        }
    }

    private synchronized long take(long nanos) {
        long now = System.nanoTime();
        left = Math.min(PURSE_NANOS, left + (long) ((now - lastRefill) * perSecond));
        lastRefill = now;
        left -= nanos;
        return left >= 0 ? 0 : (long) (-left / perSecond);
    }
}
