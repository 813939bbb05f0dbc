package postroom.labs.shell.run;

import java.util.List;
import java.util.Optional;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Pipe;
import postroom.labs.shell.state.Variable;
import postroom.labs.shell.syntax.Command;
import postroom.labs.shell.syntax.Printer;

/** Starts what the shell does not wait for: {@code &} and {@code coproc}. */
final class BackgroundJobs {
    /** Where bash looks for descriptors of coprocesses, to keep the low ones for scripts. */
    private static final int FIRST_COPROCESS_FD = 60;

    private final Shell shell;
    private final Forks forks;
    private final Pipelines pipelines;

    BackgroundJobs(Shell shell, Forks forks, Pipelines pipelines) {
        this.shell = shell;
        this.forks = forks;
        this.pipelines = pipelines;
    }

    int start(Command command) {
        Job job = new Job(Printer.line(command));
        job.background(true);
        if (command instanceof Command.Pipeline pipeline
                && !pipeline.negated()
                && pipeline.timing() == Command.Timing.NONE) {
            pipelines.start(pipeline.stages(), job, Optional.empty());
        } else {
            Process child = forks.fork();
            forks.enterGroup(child, job);
            forks.intoBackground(child, true);
            forks.start(child, command);
        }
        shell.jobs().clean(shell.interactive());
        enter(job, job.last().orElseThrow().pid());
        return 0;
    }

    int coprocess(Command.Coprocess command) {
        Pipe there = new Pipe();
        Pipe back = new Pipe();
        Job job = new Job("coproc " + command.name() + " " + Printer.line(command.body()));
        job.background(true);
        Process child = forks.fork();
        child.fd(0, there.reader());
        child.fd(1, back.writer());
        Descriptor from = back.reader();
        Descriptor to = there.writer();
        forks.enterGroup(child, job);
        forks.start(child, command.body());
        try {
            int input = shell.process().newFd(from, FIRST_COPROCESS_FD);
            int output = shell.process().newFd(to, FIRST_COPROCESS_FD);
            Variable variable = Variable.of(List.of(Integer.toString(input), Integer.toString(output)));
            shell.variables().putGlobal(command.name(), variable);
        } catch (ErrnoException e) {
            shell.complain("coproc: " + e.errno().text());
            return 1;
        }
        shell.variables().set(command.name() + "_PID", Integer.toString(child.pid()));
        enter(job, child.pid());
        return 0;
    }

    /** Puts a job into the table and, at a prompt, says so. */
    private void enter(Job job, int pid) {
        shell.jobs().enter(job);
        shell.lastBackground(pid);
        if (shell.interactive()) {
            shell.say("[" + job.number() + "] " + pid);
        }
    }
}
