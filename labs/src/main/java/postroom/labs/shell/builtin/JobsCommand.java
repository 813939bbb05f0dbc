package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Job;
import postroom.labs.shell.run.Jobs;
import postroom.labs.shell.run.Shell;

/** {@code jobs}. */
final class JobsCommand implements Builtin {
    @Override
    public String name() {
        return "jobs";
    }

    @Override
    public String synopsis() {
        return "jobs [-lnprs] [jobspec ...] or jobs -x command [args]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "lnprsx", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        OptionScan scan = options.get();
        shell.jobs().poll();
        List<Job> jobs = new ArrayList<>();
        int status = 0;
        List<String> operands = scan.operands(arguments);
        for (String operand : operands) {
            Optional<Job> job = find(shell, "jobs", operand);
            job.ifPresent(jobs::add);
            status = job.isPresent() ? status : 1;
        }
        for (Job job : operands.isEmpty() ? shell.jobs().all() : jobs) {
            boolean wanted = (!scan.has('r') || job.state().equals("Running")) && (!scan.has('s') || job.isStopped());
            if (!wanted) {
                continue;
            }
            if (scan.has('p')) {
                shell.out(job.group() + "\n");
            } else {
                String pid =
                        scan.has('l') ? Integer.toString(job.processes().get(0).pid()) : "";
                shell.out(shell.jobs().line(job, pid) + "\n");
            }
            if (job.isDone()) {
                shell.jobs().remove(job);
            }
        }
        return status;
    }

    /** The job that an argument names; a complaint if there is none. */
    /** The job, without a word if there is none. */
    static Optional<Job> quietly(Shell shell, String specification) {
        try {
            return shell.jobs().find(specification);
        } catch (Jobs.Ambiguous e) {
            return Optional.empty();
        }
    }

    static Optional<Job> find(Shell shell, String builtin, String specification) {
        try {
            Optional<Job> job = specification.matches("[0-9]+") && !specification.startsWith("%")
                    ? shell.jobs().find("%" + specification)
                    : shell.jobs().find(specification);
            if (job.isEmpty()) {
                shell.complain(builtin + ": " + specification + ": no such job");
            }
            return job;
        } catch (Jobs.Ambiguous e) {
            shell.complain(builtin + ": " + specification + ": ambiguous job spec");
            return Optional.empty();
        }
    }
}
