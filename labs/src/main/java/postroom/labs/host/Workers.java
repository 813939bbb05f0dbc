package postroom.labs.host;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that all labs of this JVM share: one for each process while it runs a program, a few for the labs' serial
 * work, one for timers. Platform threads, because virtual ones are not time-sliced.
 */
public final class Workers implements AutoCloseable {
    private static final int MAX_PROCESS_THREADS = 4096;
    private static final long STACK_BYTES = 4L << 20;

    private final ThreadPoolExecutor processes;
    private final ExecutorService serial;
    private final ScheduledThreadPoolExecutor timer;
    private final Turns turns = new Turns(Runtime.getRuntime().availableProcessors());

    /** Starts with no thread but the timer's. */
    public Workers() {
        processes = new ThreadPoolExecutor(
                0, MAX_PROCESS_THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), named("process", STACK_BYTES));
        serial = Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()), named("lab", 0));
        timer = new ScheduledThreadPoolExecutor(1, named("timer", 0));
        timer.setRemoveOnCancelPolicy(true);
    }

    private static ThreadFactory named(String name, long stackBytes) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(null, task, name + "-" + number.incrementAndGet(), stackBytes);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Runs a process; false if there are as many as this JVM bears. */
    boolean run(Runnable process) {
        try {
            processes.execute(process);
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    /** For those of the processes that run long. */
    Turns turns() {
        return turns;
    }

    /** For the labs' serial executors. */
    public ExecutorService serialThreads() {
        return serial;
    }

    /** For what is no process and may wait nevertheless, as the looks of exercises do. */
    public Executor waitingThreads() {
        return processes;
    }

    /** For the labs' timers; what it runs must only hand on. */
    ScheduledExecutorService timer() {
        return timer;
    }

    @Override
    public void close() {
        processes.shutdownNow();
        serial.shutdownNow();
        timer.shutdownNow();
    }
}
