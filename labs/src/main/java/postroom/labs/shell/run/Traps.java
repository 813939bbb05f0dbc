package postroom.labs.shell.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;

/** What {@code trap} has set. A signal is noted when it comes and its command runs between two commands. */
public final class Traps {
    private final Shell shell;
    private final Map<String, String> commands = new TreeMap<>();
    private final Deque<Signal> pending = new ArrayDeque<>();
    private final Set<String> running = new HashSet<>();
    private int lastSignal;

    Traps(Shell shell) {
        this.shell = shell;
    }

    /** The command of a condition: a signal's name without SIG, or EXIT, ERR, DEBUG, RETURN. */
    public Optional<String> get(String condition) {
        return Optional.ofNullable(commands.get(condition));
    }

    /** All conditions that have a command, an empty one meaning "ignored". */
    public Map<String, String> all() {
        return commands;
    }

    /** Sets a command; an empty one ignores. */
    public void set(String condition, String command) {
        commands.put(condition, command);
        Optional<Signal> signal = Signal.named(condition);
        if (signal.isPresent()) {
            Process.Disposition disposition =
                    command.isEmpty() ? Process.Disposition.IGNORE : Process.Disposition.HANDLE;
            shell.process().disposition(signal.get(), disposition, command.isEmpty() ? null : this::note);
        }
    }

    /** Back to what the shell does without a trap. */
    public void reset(String condition) {
        commands.remove(condition);
        Signal.named(condition).ifPresent(shell.dispositions()::reset);
    }

    private void note(Signal signal) {
        if (pending.size() < 64) {
            pending.add(signal);
        }
        lastSignal = signal.number();
    }

    /** In a subshell commands are gone, and what was ignored stays so. */
    void inherit(Traps parent) {
        parent.commands.forEach((condition, command) -> {
            if (command.isEmpty()) {
                commands.put(condition, command);
            }
        });
    }

    boolean isPending() {
        return !pending.isEmpty();
    }

    int pendingStatus() {
        return 128 + lastSignal;
    }

    /** Runs the commands of signals that came. */
    void runPending() {
        while (!pending.isEmpty()) {
            Signal signal = pending.poll();
            get(signal.name()).ifPresent(command -> run(command, "trap handler"));
        }
    }

    /** Runs the commands of signals that came while nothing ran. */
    public void runWaiting() {
        try {
            runPending();
        } catch (Unwind.Loop | Unwind.Return stray) {
            pending.clear();
        }
    }

    /** Runs the command of a condition, if there is one, and keeps {@code $?}. */
    void run(String command, String what) {
        if (!running.add(what)) {
            return;
        }
        int status = shell.status();
        try {
            shell.runText(command, what);
        } finally {
            running.remove(what);
        }
        shell.status(status);
    }

    /** The EXIT trap, once. */
    void exit() {
        Optional<String> command = get("EXIT");
        commands.remove("EXIT");
        command.filter(text -> !text.isEmpty()).ifPresent(text -> run(text, "exit trap"));
    }
}
