package postroom.labs.shell.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.host.Process;
import postroom.labs.host.WaitStatus;

/** A pipeline that the shell has started. */
public final class Job {
    private final String command;
    private final List<Process> processes = new ArrayList<>();
    private final List<WaitStatus> statuses = new ArrayList<>();
    private int number;
    private boolean background;
    private boolean disowned;
    private boolean told;

    Job(String command) {
        this.command = command;
    }

    void add(Process process) {
        processes.add(process);
        statuses.add(null);
    }

    /** The number of {@code %n}; 0 while it is not in the table. */
    public int number() {
        return number;
    }

    void number(int value) {
        number = value;
    }

    public String command() {
        return command;
    }

    public List<Process> processes() {
        return processes;
    }

    /** The process group; 0 if nothing could be started. */
    public int group() {
        return processes.isEmpty() ? 0 : processes.get(0).group();
    }

    /** The process whose number {@code $!} gives. */
    public Optional<Process> last() {
        return processes.isEmpty() ? Optional.empty() : Optional.of(processes.get(processes.size() - 1));
    }

    public boolean background() {
        return background;
    }

    public void background(boolean value) {
        background = value;
    }

    public boolean disowned() {
        return disowned;
    }

    public void disowned(boolean value) {
        disowned = value;
    }

    /** Whether its end or stop has been shown. */
    boolean told() {
        return told;
    }

    void told(boolean value) {
        told = value;
    }

    /** Takes the news of its processes; called on the shell's thread. */
    void poll(Process shell) {
        for (int i = 0; i < processes.size(); i++) {
            WaitStatus known = statuses.get(i);
            if (known != null && known.ended()) {
                continue;
            }
            Process process = processes.get(i);
            Optional<WaitStatus> news = shell.pollChild(process);
            if (news.isPresent()) {
                statuses.set(i, news.get());
                told = false;
            } else if (known != null && !process.isStopped() && process.status() == null) {
                statuses.set(i, null);
            }
        }
    }

    void continued() {
        statuses.replaceAll(status -> status != null && status.ended() ? status : null);
        told = false;
    }

    /** Whether all its processes have ended. */
    public boolean isDone() {
        return statuses.stream().allMatch(status -> status != null && status.ended());
    }

    /** Whether nothing of it runs and something is stopped. */
    public boolean isStopped() {
        return statuses.stream().allMatch(status -> status != null) && !isDone();
    }

    /** What became of the last process; null while it runs. */
    public WaitStatus status() {
        return statuses.isEmpty() ? new WaitStatus.Exited(0) : statuses.get(statuses.size() - 1);
    }

    List<WaitStatus> statuses() {
        return statuses;
    }

    /** {@code Running}, {@code Stopped}, {@code Done}, {@code Exit 3}, {@code Terminated}. */
    public String state() {
        if (isStopped()) {
            return "Stopped";
        }
        if (!isDone()) {
            return "Running";
        }
        WaitStatus status = status();
        if (status instanceof WaitStatus.Signalled signalled) {
            return signalled.signal().text();
        }
        int code = status.shellStatus();
        return code == 0 ? "Done" : "Exit " + code;
    }
}
