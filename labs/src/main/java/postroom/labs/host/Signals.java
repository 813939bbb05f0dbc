package postroom.labs.host;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import postroom.labs.host.Process.Disposition;

/** The signals of a process: what each does, those that are pending, and their delivery ({@code signal(7)}). */
final class Signals {
    private static final int MAX_PENDING = 64;

    private final Process process;
    private final Life life;
    private final Map<Signal, Disposition> dispositions = new EnumMap<>(Signal.class);
    private final Map<Signal, Consumer<Signal>> handlers = new EnumMap<>(Signal.class);
    private final Queue<Signal> pending = new ArrayDeque<>();
    private volatile boolean signalled;
    private volatile Consumer<Signal> daemon;

    Signals(Process process, Life life) {
        this.process = process;
        this.life = life;
    }

    /** Who is handed every signal while the process has no thread. */
    void daemon(Consumer<Signal> handler) {
        daemon = handler;
    }

    Disposition disposition(Signal signal) {
        return dispositions.getOrDefault(signal, Disposition.DEFAULT);
    }

    void disposition(Signal signal, Disposition disposition, Consumer<Signal> handler) {
        dispositions.put(signal, disposition);
        if (handler != null) {
            handlers.put(signal, handler);
        } else {
            handlers.remove(signal);
        }
    }

    /** For {@code fork}: a child ignores what its parent ignores. */
    void copyTo(Signals child) {
        dispositions.forEach((signal, disposition) -> {
            if (disposition == Disposition.IGNORE) {
                child.dispositions.put(signal, disposition);
            }
        });
    }

    /** For {@code exec}: what is ignored stays so, what was handled is not any more. */
    void forgetHandlers() {
        EnumSet<Signal> handled = EnumSet.noneOf(Signal.class);
        dispositions.forEach((signal, disposition) -> {
            if (disposition == Disposition.HANDLE) {
                handled.add(signal);
            }
        });
        handled.forEach(dispositions::remove);
        handlers.clear();
    }

    void send(Signal signal) {
        Consumer<Signal> handler = daemon;
        if (!life.hasThread() && handler != null) {
            handler.accept(signal);
            return;
        }
        if (signal == Signal.CONT || signal == Signal.KILL) {
            life.goOn(signal == Signal.CONT);
        }
        synchronized (pending) {
            if (signal == Signal.CONT) {
                pending.removeIf(it -> it.action() == Signal.Default.STOP);
            } else if (signal == Signal.KILL) {
                pending.clear();
            }
            if (pending.size() < MAX_PENDING) {
                pending.add(signal);
            }
            signalled = true;
        }
        process.wake();
        if (life.isParked() && matters(signal)) {
            life.resume(it -> Process.PARKED);
        }
    }

    private boolean matters(Signal signal) {
        return disposition(signal) != Disposition.IGNORE
                        && (disposition(signal) == Disposition.HANDLE || signal.action() == Signal.Default.TERMINATE)
                || signal == Signal.KILL;
    }

    /** Delivers what is pending, on the process' thread. */
    void check() {
        while (signalled) {
            Signal next;
            synchronized (pending) {
                next = pending.poll();
                signalled = !pending.isEmpty();
            }
            if (next != null) {
                deliver(next);
            }
        }
    }

    private void deliver(Signal signal) {
        Disposition disposition = disposition(signal);
        boolean unstoppable = signal == Signal.KILL || signal == Signal.STOP;
        if (disposition == Disposition.IGNORE && !unstoppable) {
            return;
        }
        if (disposition == Disposition.HANDLE && !unstoppable) {
            handlers.get(signal).accept(signal);
            return;
        }
        switch (signal.action()) {
            case TERMINATE:
                throw new Terminated(signal);
            case STOP:
                life.stop(signal);
                break;
            default:
                break;
        }
    }
}
