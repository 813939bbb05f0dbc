package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Job;
import postroom.labs.shell.run.Shell;

/** {@code fg} and {@code bg}. */
record Foreground(String name) implements Builtin {
    @Override
    public String synopsis() {
        return name.equals("fg") ? "fg [job_spec]" : "bg [job_spec ...]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        if (!shell.options().is("monitor")) {
            shell.complain(name + ": no job control");
            return 1;
        }
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        shell.jobs().poll();
        List<String> operands = options.get().operands(arguments);
        String specification = operands.isEmpty() ? "current" : operands.get(0);
        Optional<Job> job;
        if (operands.isEmpty()) {
            job = shell.jobs().current();
            if (job.isEmpty()) {
                shell.complain(name + ": current: no such job");
            }
        } else {
            job = JobsCommand.find(shell, name, specification);
        }
        if (job.isEmpty()) {
            return 1;
        }
        return name.equals("fg") ? foreground(shell, job.get()) : background(shell, job.get());
    }

    private static int foreground(Shell shell, Job job) throws IOException {
        shell.out(job.command() + "\n");
        shell.process().out().flush();
        if (job.isDone()) {
            shell.complain("fg: job has terminated");
            shell.jobs().remove(job);
            return 1;
        }
        return shell.jobs().resumeInForeground(job);
    }

    private static int background(Shell shell, Job job) throws IOException {
        if (!job.isStopped()) {
            shell.complain("bg: job " + job.number() + " already in background");
            return 0;
        }
        boolean current = shell.jobs().current().filter(job::equals).isPresent();
        shell.out("[" + job.number() + "]" + (current ? "+" : "-") + " " + job.command() + " &\n");
        job.background(true);
        shell.jobs().resume(job);
        return 0;
    }
}
