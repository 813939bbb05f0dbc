package postroom.labs.shell.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.host.WaitStatus;
import postroom.labs.io.Terminal;

/** The jobs of one shell: the table behind {@code jobs}, waiting, foreground and background. Source: bash(1), JOB CONTROL. */
public final class Jobs {
    private static final int MAX_REMEMBERED = 200;
    private final Shell shell;
    private final TreeMap<Integer, Job> table = new TreeMap<>();
    private final List<Job> recent = new ArrayList<>();
    private final Map<Integer, Integer> endedStatuses = new LinkedHashMap<>();
    private boolean warned;
    private boolean loopsInterrupted;

    Jobs(Shell shell) {
        this.shell = shell;
    }

    /** All jobs of the table by number. */
    public List<Job> all() {
        return List.copyOf(table.values());
    }

    /** Puts a job into the table. */
    void enter(Job job) {
        if (job.number() == 0) {
            job.number(table.isEmpty() ? 1 : table.lastKey() + 1);
            table.put(job.number(), job);
        }
        recent.remove(job);
        recent.add(job);
    }

    /** Takes a job off the table. */
    public void remove(Job job) {
        table.remove(job.number());
        recent.remove(job);
        job.last().ifPresent(process -> {
            if (job.isDone()) {
                remember(process.pid(), job.status().shellStatus());
            }
        });
    }

    /** Says once that stopped jobs are left; true if it was said now. */
    boolean warnOfStopped() {
        poll();
        boolean stopped = all().stream().anyMatch(Job::isStopped);
        boolean warns = stopped && !warned;
        warned = stopped;
        if (warns) {
            shell.say("There are stopped jobs.");
        }
        return warns;
    }

    /** The next {@link #warnOfStopped} speaks again. */
    void forgetWarning() {
        warned = false;
    }

    /** True once after a job was stopped: loops around it end, too. */
    boolean takeLoopInterrupt() {
        boolean was = loopsInterrupted;
        loopsInterrupted = false;
        return was;
    }

    private void remember(int pid, int status) {
        endedStatuses.put(pid, status);
        if (endedStatuses.size() > MAX_REMEMBERED) {
            endedStatuses.remove(endedStatuses.keySet().iterator().next());
        }
    }

    /** The status of a background process that has ended and left the table. */
    public Optional<Integer> endedStatus(int pid) {
        return Optional.ofNullable(endedStatuses.get(pid));
    }

    /** The job {@code %+}: the one stopped last, else the one begun last. */
    public Optional<Job> current() {
        for (int i = recent.size() - 1; i >= 0; i--) {
            if (recent.get(i).isStopped()) {
                return Optional.of(recent.get(i));
            }
        }
        return recent.isEmpty() ? Optional.empty() : Optional.of(recent.get(recent.size() - 1));
    }

    /** The job {@code %-}. */
    public Optional<Job> previous() {
        Optional<Job> current = current();
        List<Job> others = new ArrayList<>(recent);
        current.ifPresent(others::remove);
        for (int i = others.size() - 1; i >= 0; i--) {
            if (others.get(i).isStopped()) {
                return Optional.of(others.get(i));
            }
        }
        if (others.isEmpty()) {
            return current;
        }
        return Optional.of(others.get(others.size() - 1));
    }

    /** What {@code %1}, {@code %+}, {@code %str}, {@code %?str} names. */
    public Optional<Job> find(String specification) throws Ambiguous {
        String name = specification.startsWith("%") ? specification.substring(1) : specification;
        if (name.isEmpty() || name.equals("+") || name.equals("%")) {
            return current();
        }
        if (name.equals("-")) {
            return previous();
        }
        if (name.chars().allMatch(c -> c >= '0' && c <= '9') && name.length() < 9) {
            return Optional.ofNullable(table.get(Integer.parseInt(name)));
        }
        boolean within = name.startsWith("?");
        String text = within ? name.substring(1) : name;
        List<Job> found = table.values().stream()
                .filter(job ->
                        within ? job.command().contains(text) : job.command().startsWith(text))
                .toList();
        if (found.size() > 1) {
            throw new Ambiguous();
        }
        return found.stream().findFirst();
    }

    /** A job specification that fits several jobs. */
    public static final class Ambiguous extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** The job that a process belongs to. */
    public Optional<Job> of(int pid) {
        return table.values().stream()
                .filter(job -> job.processes().stream().anyMatch(process -> process.pid() == pid))
                .findFirst();
    }

    /** Takes the news of all jobs. */
    public void poll() {
        table.values().forEach(job -> job.poll(shell.process()));
    }

    /** Waits for a job in the foreground, and gives its status. The terminal goes to it and comes back. */
    int foreground(Job job) throws IOException {
        Process process = shell.process();
        boolean control = shell.options().is("monitor");
        Optional<Terminal> terminal = control ? process.terminal() : Optional.empty();
        terminal.ifPresent(t -> t.foreground(job.group()));
        try {
            process.await(null, () -> {
                job.poll(process);
                return job.isDone() || job.isStopped();
            });
        } finally {
            terminal.ifPresent(t -> t.foreground(process.group()));
        }
        if (job.isStopped()) {
            enter(job);
            job.background(false);
            job.told(true);
            shell.err("\n" + line(job, "") + "\n");
            loopsInterrupted = true;
            return job.statuses().stream()
                    .filter(WaitStatus.Stopped.class::isInstance)
                    .findFirst()
                    .map(WaitStatus::shellStatus)
                    .orElse(148);
        }
        if (job.number() != 0) {
            remove(job);
        }
        int status = ended(job);
        if (shell.interactive()) {
            notifyChanges();
        }
        return status;
    }

    private int ended(Job job) throws IOException {
        WaitStatus last = job.status();
        if (last instanceof WaitStatus.Signalled signalled) {
            death(job, signalled.signal());
        }
        shell.pipeStatus(job.statuses().stream().map(WaitStatus::shellStatus).toList());
        int status = last.shellStatus();
        if (shell.options().is("pipefail")) {
            for (WaitStatus each : job.statuses()) {
                status = each.shellStatus() != 0 ? each.shellStatus() : status;
            }
            if (last.shellStatus() != 0) {
                status = last.shellStatus();
            }
        }
        return status;
    }

    private void death(Job job, Signal signal) throws IOException {
        if (signal == Signal.INT) {
            if (shell.interactive()) {
                shell.interrupted();
            }
            return;
        }
        if (shell.isDash()) {
            sayDeath(job, signal);
            return;
        }
        if (signal == Signal.PIPE || signal == Signal.TERM && !shell.interactive()) {
            return;
        }
        if (shell.interactive()) {
            shell.err(signal.text() + "\n");
        } else {
            sayDeath(job, signal);
        }
    }

    private void sayDeath(Job job, Signal signal) {
        if (shell.isDash()) {
            if (signal != Signal.PIPE) {
                shell.say(signal.text());
            }
            return;
        }
        if (signal != Signal.TERM && signal != Signal.PIPE) {
            int pid = job.last().map(Process::pid).orElse(0);
            shell.complain(String.format("%5d %-24s%s", pid, signal.text(), job.command()));
        }
    }

    /** Waits for a job that stays in the background, as {@code wait} does. */
    public int await(Job job) {
        Process process = shell.process();
        process.await(null, () -> {
            job.poll(process);
            return job.isDone() || shell.traps().isPending();
        });
        if (!job.isDone()) {
            return shell.traps().pendingStatus();
        }
        if (shell.interactive()) {
            shell.say(line(job, ""));
        }
        remove(job);
        if (!shell.interactive()
                && job.status() instanceof WaitStatus.Signalled killed
                && killed.signal() != Signal.INT) {
            sayDeath(job, killed.signal());
        }
        return job.status().shellStatus();
    }

    /** Lets a job go on in the foreground, and waits for it. */
    public int resumeInForeground(Job job) throws IOException {
        Process process = shell.process();
        process.terminal().ifPresent(terminal -> terminal.foreground(job.group()));
        job.background(false);
        resume(job);
        return foreground(job);
    }

    /** Lets a stopped job go on. */
    public void resume(Job job) {
        job.continued();
        shell.process().host().processes().signalGroup(job.group(), Signal.CONT);
    }

    /** A line of {@code jobs}. */
    public String line(Job job, String pid) {
        String mark = current().filter(job::equals).isPresent()
                ? "+"
                : previous().filter(job::equals).isPresent() ? "-" : " ";
        String ampersand = job.state().equals("Running") ? " &" : "";
        String number = pid.isEmpty() ? "  " : " " + pid + " ";
        return "[" + job.number() + "]" + mark + number + String.format("%-24s", job.state()) + job.command()
                + ampersand;
    }

    /** Shows what has changed in the background since the last prompt. */
    public void notifyChanges() throws IOException {
        poll();
        for (Job job : all()) {
            if (job.told() || !job.isDone() && !job.isStopped()) {
                continue;
            }
            job.told(true);
            if (shell.interactive()) {
                shell.err((job.isStopped() ? "\n" : "") + line(job, "") + "\n");
            }
            if (job.isDone()) {
                remove(job);
            }
        }
    }

    /** Forgets jobs that are done, in a shell that shows nothing. */
    void clean(boolean shown) {
        if (shown) {
            return;
        }
        poll();
        for (Job job : all()) {
            if (job.isDone()) {
                remove(job);
            }
        }
    }

    /** Sends a signal to all jobs, as a login shell does when it is hung up. */
    public void signalAll(Signal signal) {
        for (Job job : all()) {
            if (!job.disowned()) {
                shell.process().host().processes().signalGroup(job.group(), signal);
                if (job.isStopped()) {
                    shell.process().host().processes().signalGroup(job.group(), Signal.CONT);
                }
            }
        }
    }
}
