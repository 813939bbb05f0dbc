package postroom.labs.shell.builtin;

import java.util.List;
import java.util.Optional;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Job;
import postroom.labs.shell.run.Jobs;
import postroom.labs.shell.run.Shell;

/** {@code wait}. */
final class Wait implements Builtin {
    @Override
    public String name() {
        return "wait";
    }

    @Override
    public String synopsis() {
        return "wait [-fn] [-p var] [id ...]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) {
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "fnp:", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        List<String> operands = options.get().operands(arguments);
        if (options.get().has('n')) {
            return any(shell);
        }
        if (operands.isEmpty()) {
            for (Job job : shell.jobs().all()) {
                if (!job.isStopped()) {
                    shell.jobs().await(job);
                }
            }
            return 0;
        }
        int status = 0;
        for (String operand : operands) {
            status = one(shell, operand);
        }
        return status;
    }

    private static int any(Shell shell) {
        List<Job> jobs = shell.jobs().all();
        if (jobs.isEmpty()) {
            return 127;
        }
        Job[] found = {null};
        shell.process().await(null, () -> {
            shell.jobs().poll();
            found[0] = jobs.stream().filter(Job::isDone).findFirst().orElse(null);
            return found[0] != null;
        });
        return shell.jobs().await(found[0]);
    }

    private static int one(Shell shell, String operand) {
        if (operand.startsWith("%")) {
            try {
                Optional<Job> job = shell.jobs().find(operand);
                if (job.isPresent()) {
                    return shell.jobs().await(job.get());
                }
                shell.complain("wait: " + operand + ": no such job");
            } catch (Jobs.Ambiguous e) {
                shell.complain("wait: " + operand + ": ambiguous job spec");
            }
            return 127;
        }
        if (!operand.matches("[0-9]{1,9}")) {
            shell.complain("wait: `" + operand + "': not a pid or valid job spec");
            return shell.isDash() ? 2 : 1;
        }
        int pid = Integer.parseInt(operand);
        Optional<Job> job = shell.jobs().of(pid);
        if (job.isPresent()) {
            return shell.jobs().await(job.get());
        }
        Optional<Integer> ended = shell.jobs().endedStatus(pid);
        if (ended.isEmpty()) {
            shell.complain("wait: pid " + pid + " is not a child of this shell");
        }
        return ended.orElse(127);
    }
}
