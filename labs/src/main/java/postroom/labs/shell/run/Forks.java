package postroom.labs.shell.run;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import postroom.labs.fs.Open;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.Signal;
import postroom.labs.host.WaitStatus;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.shell.state.ShellError;
import postroom.labs.shell.syntax.Command;

/** The children of a shell: forked with its signals put right, given to a job's process group, started. */
final class Forks {
    private static final int LONGEST_WAIT_SECONDS = 16;

    private final Shell shell;
    private int substitutionDepth = 1;

    Forks(Shell shell) {
        this.shell = shell;
    }

    /** How deep in command substitutions the shell is, from 1; {@code set -x} shows it. */
    int substitutionDepth() {
        return substitutionDepth;
    }

    Process fork() {
        try {
            shell.process().out().flush();
            Process child = patiently();
            for (Signal signal : Signal.values()) {
                boolean mine = child.disposition(signal) == Process.Disposition.IGNORE
                        && shell.interactive()
                        && shell.traps().get(signal.name()).isEmpty();
                if (mine) {
                    child.disposition(signal, Process.Disposition.DEFAULT, null);
                }
            }
            return child;
        } catch (ErrnoException e) {
            throw none(e);
        } catch (IOException e) {
            shell.process().out().discard();
            throw new ShellError("write error: " + e.getMessage());
        }
    }

    static void start(Process child, Program program) {
        try {
            child.start(program);
        } catch (ErrnoException e) {
            throw none(e);
        }
    }

    private static ShellError none(ErrnoException e) {
        return new ShellError("fork: " + e.errno().text(), ShellError.Severity.FORK);
    }

    /**
     * When there are as many processes as may be, the shell waits 1, 2, 4 and 8 seconds for one to end. Its subshells do
     * not: a bomb made of them has to end of itself.
     */
    private Process patiently() throws ErrnoException {
        for (int seconds = 1; ; seconds *= 2) {
            try {
                return shell.process().fork();
            } catch (ErrnoException e) {
                if (e.errno() != Errno.EAGAIN
                        || seconds >= LONGEST_WAIT_SECONDS
                        || shell.subshells() > 0
                        || shell.isDash()) {
                    throw e;
                }
                ProgramStart.say(
                        shell.process(),
                        shell.messages().name() + ": fork: retry: " + e.errno().text());
                shell.process().sleep(Duration.ofSeconds(seconds));
            }
        }
    }

    /** Starts a child that goes on as a copy of this shell and runs {@code command}. */
    void start(Process child, Command command) {
        Shell copy = copy(child, substitutionDepth);
        start(child, process -> copy.interpreter().runForked(command));
    }

    /** The shell that a child of a command substitution goes on as. */
    Shell copyForSubstitution(Process child) {
        return copy(child, substitutionDepth + 1);
    }

    private Shell copy(Process child, int depth) {
        Shell copy = new Shell(shell, child);
        copy.launcher().forks().substitutionDepth = depth;
        return copy;
    }

    boolean jobControl() {
        return shell.options().is("monitor");
    }

    /** Makes a child part of a job; with job control that is its process group, and the first may have the terminal. */
    void enterGroup(Process child, Job job) {
        if (jobControl()) {
            child.group(job.processes().isEmpty() ? child.pid() : job.group());
            if (job.processes().isEmpty() && !job.background()) {
                shell.process().terminal().ifPresent(terminal -> terminal.foreground(child.pid()));
            }
        }
        job.add(child);
    }

    /** Without job control nothing else keeps ^C and the terminal's input from a background job. */
    void intoBackground(Process child, boolean first) {
        if (jobControl()) {
            return;
        }
        child.disposition(Signal.INT, Process.Disposition.IGNORE, null);
        child.disposition(Signal.QUIT, Process.Disposition.IGNORE, null);
        if (first) {
            try {
                child.fd(0, child.open("/dev/null", EnumSet.of(Open.READ), 0));
            } catch (ErrnoException e) {
                shell.complain("/dev/null: " + e.errno().text());
            }
        }
    }

    /** Waits for a job in the foreground; its status. */
    int foreground(Job job) {
        try {
            return shell.jobs().foreground(job);
        } catch (IOException e) {
            shell.process().err().discard();
            return job.status() == null ? 1 : job.status().shellStatus();
        }
    }

    /** Ends a child that never came to run. */
    int refuse(Process child, String message, int status) {
        if (!message.isEmpty()) {
            ProgramStart.say(child, shell.messages().prefix() + message);
        }
        child.finish(new WaitStatus.Exited(status));
        shell.process().pollChild(child);
        return status;
    }
}
