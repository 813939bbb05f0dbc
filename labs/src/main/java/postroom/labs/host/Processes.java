package postroom.labs.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** The process table of a host. */
public final class Processes {
    /** Is told when a process has ended. */
    public interface Listener {
        /** Called on the ending process' thread; must only hand on. */
        void ended(Process process);
    }

    private static final int FIRST_PID = 300;
    private static final int MAX_PID = 4_194_304;

    private final Set<Integer> daemons = ConcurrentHashMap.newKeySet();
    private final Host host;
    private final Map<Integer, Process> table = new ConcurrentSkipListMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private int lastPid = FIRST_PID;

    Processes(Host host) {
        this.host = host;
    }

    /** All processes, by number. */
    public List<Process> all() {
        return List.copyOf(table.values());
    }

    /** The process of a number. */
    public Optional<Process> find(int pid) {
        return Optional.ofNullable(table.get(pid));
    }

    /** The process that runs on the caller's thread, if one does. */
    Optional<Process> current() {
        return table.values().stream().filter(Process::isCallers).findFirst();
    }

    /** Process 1. */
    Process createInit() {
        Process init = new Process(host, 1, 0);
        init.argv(List.of("/sbin/init"));
        init.onSignal(signal -> {});
        table.put(1, init);
        return init;
    }

    /**
     * A new process in root's name, with nothing open.
     *
     * @throws ErrnoException {@code EAGAIN} when there are as many as the lab may have
     */
    public synchronized Process create(int parent) throws ErrnoException {
        if (table.size() >= host.limits().processes()) {
            throw new ErrnoException(Errno.EAGAIN);
        }
        Process process = new Process(host, nextPid(), parent);
        table.put(process.pid(), process);
        return process;
    }

    /** A daemon's entry: no thread, no files; {@link Process#onSignal} says what signals do. */
    public Process createDaemon(int parent, List<String> argv) throws ErrnoException {
        Process process = create(parent);
        if (parent != 1) { // what a daemon starts stays in its session
            find(parent).ifPresent(process::joinSession);
        }
        process.argv(argv);
        process.onSignal(signal -> {});
        daemons.add(process.pid());
        return process;
    }

    private int nextPid() {
        do {
            lastPid = lastPid >= MAX_PID ? FIRST_PID : lastPid + 1;
        } while (table.containsKey(lastPid));
        return lastPid;
    }

    /** Sends a signal to every process of a group. */
    public void signalGroup(int group, Signal signal) {
        for (Process each : table.values()) {
            if (each.group() == group) {
                each.signal(signal);
            }
        }
    }

    /** Kills everything but process 1: the host goes down. */
    public void killAll() {
        for (Process each : table.values()) {
            if (each.pid() != 1) {
                each.signal(Signal.KILL);
            }
        }
    }

    /** Tells {@code listener} of every process that ends from now on. */
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /** Ends {@link #listen}. */
    public void ignore(Listener listener) {
        listeners.remove(listener);
    }

    /** A process has ended: its children become init's, and it stays as a zombie until its parent has looked. */
    void ended(Process process) {
        for (Process each : table.values()) {
            if (each.parent() == process.pid()) {
                each.parent(1);
                if (each.status() != null && each.status().ended()) {
                    reap(each);
                }
            }
        }
        boolean isLookedAfter = daemons.contains(process.parent()); // a master reaps at once
        if (process.parent() == 1 || isLookedAfter || !table.containsKey(process.parent())) {
            reap(process);
        }
        for (Listener each : listeners) {
            each.ended(process);
        }
    }

    void reap(Process process) {
        if (table.remove(process.pid(), process)) {
            daemons.remove(process.pid());
        }
    }
}
