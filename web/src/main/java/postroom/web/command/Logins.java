package postroom.web.command;

import java.nio.charset.StandardCharsets;
import postroom.labs.host.Process;
import postroom.labs.host.Processes;
import postroom.labs.io.ErrnoException;
import postroom.labs.lab.Lab;
import postroom.labs.terminal.Pty;
import postroom.web.rooms.LoginShell;

/** Logs the student in at a terminal of a lab. */
final class Logins {
    /** A log-in shell of user {@code student}; if the lab has no room for it, it says so and ends. */
    static final LoginShell SHELL = Logins::start;

    private Logins() {}

    private static void start(Lab lab, Pty pty, Runnable ended) {
        Processes processes = lab.host().processes();
        try {
            Process process = lab.newProcess("student");
            processes.listen(new Processes.Listener() {
                @Override
                public void ended(Process gone) {
                    if (gone == process) {
                        processes.ignore(this);
                        ended.run();
                    }
                }
            });
            postroom.labs.shell.LoginShell.start(process, pty);
        } catch (ErrnoException full) {
            pty.print(("login: " + full.getMessage() + "\r\n").getBytes(StandardCharsets.UTF_8));
            ended.run();
        }
    }
}
