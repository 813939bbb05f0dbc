package postroom.labs.host;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import postroom.labs.io.Descriptor;

/** The thread of a process: how it waits and is woken, and the processor time that it takes. */
final class Waiting {
    /** A loop draws CPU and looks at the clock once in so many steps. */
    private static final int STEPS_PER_DRAW = 256;

    private final Process process;
    private volatile Thread thread;
    private int steps;
    private long lastDraw;
    private long cpuNanos;

    Waiting(Process process) {
        this.process = process;
    }

    /** The process runs on the caller's thread from now on. */
    void enter() {
        thread = Thread.currentThread();
    }

    /** The process has no thread from now on. */
    void leave() {
        thread = null;
    }

    boolean isCallers() {
        return thread == Thread.currentThread();
    }

    boolean hasThread() {
        return thread != null;
    }

    long cpuNanos() {
        return cpuNanos;
    }

    void step() {
        if (++steps % STEPS_PER_DRAW == 0) {
            long now = System.nanoTime();
            long used = now - lastDraw;
            if (lastDraw != 0 && used > 0) {
                cpuNanos += used;
                process.host().cpu().draw(used);
            }
            lastDraw = System.nanoTime();
        }
        process.checkSignals();
    }

    static boolean anyReadable(Descriptor... descriptors) {
        for (Descriptor each : descriptors) {
            if (each.readable()) {
                return true;
            }
        }
        return false;
    }

    boolean await(Duration timeout, BooleanSupplier condition, Descriptor... descriptors) {
        Runnable wake = this::wake;
        boolean[] late = {false};
        Timers.Timer timer = timeout == null
                ? () -> {}
                : process.host().timers().after(timeout, () -> {
                    late[0] = true;
                    wake();
                });
        for (Descriptor each : descriptors) {
            each.waiters().add(wake);
        }
        try {
            while (true) {
                process.checkSignals();
                if (condition.getAsBoolean()) {
                    return true;
                }
                if (late[0]) {
                    return false;
                }
                park();
            }
        } finally {
            timer.cancel();
            for (Descriptor each : descriptors) {
                each.waiters().remove(wake);
            }
        }
    }

    <T> T await(CompletionStage<T> stage) throws IOException {
        CompletableFuture<T> future = stage.toCompletableFuture();
        stage.whenComplete((value, error) -> wake());
        await(null, future::isDone);
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new Terminated(Signal.KILL);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    void wake() {
        Thread mine = thread;
        if (mine != null) {
            LockSupport.unpark(mine);
        }
    }

    /** Waits for a {@link #wake}; time spent so is not the processor's. */
    void park() {
        lastDraw = 0;
        LockSupport.park(process);
        if (Thread.interrupted()) { // only Workers.close interrupts: the JVM is going down
            throw new Terminated(Signal.KILL);
        }
    }
}
