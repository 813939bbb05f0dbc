package postroom.labs.shell.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Pipe;
import postroom.labs.shell.state.ShellError;
import postroom.labs.shell.syntax.Command;
import postroom.labs.shell.syntax.Printer;

/** Runs pipelines: a child for each stage, a pipe between any two. */
final class Pipelines {
    private final Shell shell;
    private final Forks forks;

    Pipelines(Shell shell, Forks forks) {
        this.shell = shell;
        this.forks = forks;
    }

    int run(Command.Pipeline pipeline) {
        Job job = new Job(Printer.line(pipeline));
        if (shell.options().is("lastpipe") && !forks.jobControl()) {
            return lastHere(pipeline.stages(), job);
        }
        start(pipeline.stages(), job, Optional.empty());
        return forks.foreground(job);
    }

    /** {@code shopt lastpipe}: the last stage runs in this shell. */
    private int lastHere(List<Command> stages, Job job) {
        Process process = shell.process();
        Pipe pipe = new Pipe();
        Descriptor before = null;
        try {
            before = process.fd(0).retain();
        } catch (ErrnoException closed) {
            before = null;
        }
        Descriptor reader = pipe.reader();
        start(stages.subList(0, stages.size() - 1), job, Optional.of(pipe.writer()));
        process.fd(0, reader);
        int status;
        try {
            status = shell.interpreter().execute(stages.get(stages.size() - 1));
        } finally {
            Redirects.put(process, 0, before);
        }
        int others = forks.foreground(job);
        List<Integer> all = new ArrayList<>(shell.pipeStatus());
        all.add(status);
        shell.pipeStatus(all);
        return status == 0 && shell.options().is("pipefail") ? others : status;
    }

    /** Starts all stages as one job; the last writes to {@code output} or where the shell does. */
    void start(List<Command> stages, Job job, Optional<Descriptor> output) {
        Descriptor input = null;
        for (int i = 0; i < stages.size(); i++) {
            Process child;
            try {
                child = forks.fork();
            } catch (ShellError e) {
                if (input != null) {
                    input.close();
                }
                throw e;
            }
            if (input != null) {
                child.fd(0, input);
            }
            if (i < stages.size() - 1) {
                Pipe pipe = new Pipe();
                child.fd(1, pipe.writer());
                input = pipe.reader();
            } else if (output.isPresent()) {
                child.fd(1, output.get());
            }
            forks.enterGroup(child, job);
            if (job.background()) {
                forks.intoBackground(child, i == 0);
            }
            forks.start(child, stages.get(i));
        }
    }
}
