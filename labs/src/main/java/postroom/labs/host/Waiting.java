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
    private static final int STEPS_PER_DRAW = 64;

    /** Who has run for so long without waiting takes turns with others. */
    private static final long LONG_RUN_NANOS = 10_000_000L;

    /** A disk takes 100 MB a second of a lab that has used none of its share yet, and half of it in the long run. */
    private static final long NANOS_PER_STORED_BYTE = 10;

    /** After so much of it a writer pays. */
    private static final long MOST_OWED_NANOS = 2_000_000L;

    /** A wait for a turn looks at signals as often. */
    private static final long TURN_MILLIS = 50;

    private final Process process;
    private volatile Thread thread;
    private int steps;
    private long runningSince;
    private long lastDraw;
    private long allocated;
    private long owed;
    private long turnSince;
    private boolean hasTurn;
    private long cpuNanos;

    Waiting(Process process) {
        this.process = process;
    }

    /** The process runs on the caller's thread from now on. */
    void enter() {
        thread = Thread.currentThread();
        goOn();
    }

    /** The process has no thread from now on; nothing happens if it has none. */
    void leave() {
        if (thread != null) {
            pause();
            thread = null;
        }
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
        if (++steps % STEPS_PER_DRAW == 0 && thread == Thread.currentThread()) {
            draw();
        }
        process.checkSignals();
    }

    /** Bytes went to the disk: what is written stays in memory and in the journal, which costs all labs. */
    void wrote(long bytes) {
        owed += bytes * NANOS_PER_STORED_BYTE;
        if (owed > MOST_OWED_NANOS && isCallers()) {
            draw();
        }
    }

    /** A new process of a lab that has been busy of late has to wait for its turn. */
    void settle() {
        if (cpu().isStrained()) {
            draw();
        }
    }

    private void draw() {
        long rest = charge();
        if (rest > 0) {
            giveTurnBack();
            CpuShare.rest(rest);
        }
        long now = System.nanoTime();
        if (hasTurn && now - turnSince > Turns.NANOS && cpu().isTurnWanted()) {
            giveTurnBack();
        }
        if (!hasTurn && (now - runningSince > LONG_RUN_NANOS || cpu().isStrained())) {
            takeTurn();
        }
        lastDraw = System.nanoTime();
    }

    /** Pays for time and memory since the last payment; how long the process should rest. */
    private long charge() {
        if (!isCallers()) {
            return 0;
        }
        long used = System.nanoTime() - lastDraw;
        cpuNanos += used;
        long now = Allocation.ofThisThread();
        long taken = now - allocated;
        allocated = now;
        long all = used + Allocation.nanos(taken) + owed;
        owed = 0;
        return cpu().take(all);
    }

    private void takeTurn() {
        while (!cpu().takeTurn(TURN_MILLIS)) {
            endIfInterrupted();
            process.checkSignals();
        }
        hasTurn = true;
        turnSince = System.nanoTime();
    }

    private void giveTurnBack() {
        if (hasTurn) {
            hasTurn = false;
            cpu().giveTurnBack();
        }
    }

    /** The process stops running, to wait or for good. */
    private void pause() {
        charge();
        giveTurnBack();
    }

    private void goOn() {
        lastDraw = System.nanoTime();
        runningSince = lastDraw;
        allocated = Allocation.ofThisThread();
    }

    private CpuShare cpu() {
        return process.host().cpu();
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
        pause();
        LockSupport.park(process);
        endIfInterrupted();
        goOn();
    }

    private static void endIfInterrupted() {
        if (Thread.interrupted()) { // only Workers.close interrupts: the JVM is going down
            throw new Terminated(Signal.KILL);
        }
    }
}
