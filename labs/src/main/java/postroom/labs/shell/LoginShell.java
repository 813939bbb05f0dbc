package postroom.labs.shell;

import java.util.List;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;
import postroom.labs.shell.run.Shell;
import postroom.labs.terminal.Pty;

/** The shell of a log-in at a terminal. At its prompt it holds no thread. */
public final class LoginShell {
    private LoginShell() {}

    /**
     * Starts {@code -bash} in a process that {@code login(1)} has prepared: its user, folder and environment are set.
     *
     * @throws ErrnoException {@code EAGAIN} if no thread is left to start it on
     */
    public static void start(Process process, Pty pty) throws ErrnoException {
        process.terminal(pty);
        process.environment().putIfAbsent("TERM", "xterm-256color");
        for (int fd = 0; fd < 3; fd++) {
            process.fd(fd, pty.open());
        }
        process.argv(List.of("-bash"));
        process.start(it -> {
            Invocation invocation = Invocation.of(it.argv());
            Shell shell = new Bash(false).shell(it, invocation, true);
            return new Dialogue(shell, pty, invocation).runParked();
        });
    }
}
