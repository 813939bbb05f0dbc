package postroom.web.rooms;

import postroom.labs.lab.Lab;
import postroom.labs.terminal.Pty;

/** Logs the student in at a terminal. */
@FunctionalInterface
public interface LoginShell {
    /**
     * Starts a log-in shell. Returns at once.
     *
     * @param ended called once, when the shell has ended
     */
    void start(Lab lab, Pty pty, Runnable ended);
}
