package postroom.labs.host;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A lab's timers, in the time of its clock. Tasks run on the lab's serial executor. They are not saved: whoever sets one
 * can work it out from the disk again (a deferred queue file carries the time of its next attempt).
 */
public final class Timers {
    private final LabClock clock;
    private final Executor runner;
    private final Workers workers;
    private final PriorityQueue<Entry> waiting =
            new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::number));
    private long numbers;
    private ScheduledFuture<?> alarm;

    /** Timers by {@code clock}, whose tasks {@code runner} runs. */
    public Timers(LabClock clock, Executor runner, Workers workers) {
        this.clock = clock;
        this.runner = runner;
        this.workers = workers;
    }

    /** A task that waits for its time. */
    public interface Timer {
        /** It will not run, unless it is running already. */
        void cancel();
    }

    private record Entry(Instant at, long number, Runnable task) {}

    /** Runs {@code task} after {@code delay}. */
    public Timer after(Duration delay, Runnable task) {
        return at(clock.instant().plus(delay), task);
    }

    /** Runs {@code task} at {@code time}, or at once if that is past. */
    public synchronized Timer at(Instant time, Runnable task) {
        Entry entry = new Entry(time, numbers++, task);
        waiting.add(entry);
        if (waiting.peek() == entry) {
            arm();
        }
        return () -> cancel(entry);
    }

    /** When the next timer is due, if any is set. */
    public synchronized Optional<Instant> next() {
        return Optional.ofNullable(waiting.peek()).map(Entry::at);
    }

    /** Skips time until the next timer is due ("next event"); false if there is none. */
    public synchronized boolean jump() {
        Entry first = waiting.peek();
        if (first == null) {
            return false;
        }
        Duration left = Duration.between(clock.instant(), first.at());
        if (!left.isNegative()) {
            clock.skip(left);
        }
        arm();
        return true;
    }

    /** Forgets all timers: the lab is going. */
    public synchronized void clear() {
        waiting.clear();
        arm();
    }

    private synchronized void cancel(Entry entry) {
        boolean first = waiting.peek() == entry;
        waiting.remove(entry);
        if (first) {
            arm();
        }
    }

    private void arm() {
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
        Entry first = waiting.peek();
        if (first != null) {
            long nanos =
                    Math.max(0, Duration.between(clock.instant(), first.at()).toNanos());
            alarm = workers.timer().schedule(this::fire, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private synchronized void fire() {
        Instant now = clock.instant();
        while (!waiting.isEmpty() && !waiting.peek().at().isAfter(now)) {
            runner.execute(waiting.poll().task());
        }
        arm();
    }
}
