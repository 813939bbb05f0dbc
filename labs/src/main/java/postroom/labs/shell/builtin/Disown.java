package postroom.labs.shell.builtin;

import java.util.List;
import java.util.Optional;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Job;
import postroom.labs.shell.run.Shell;

/** {@code disown}. */
final class Disown implements Builtin {
    @Override
    public String name() {
        return "disown";
    }

    @Override
    public String synopsis() {
        return "disown [-h] [-ar] [jobspec ... | pid ...]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) {
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "ahr", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        OptionScan scan = options.get();
        List<String> operands = scan.operands(arguments);
        if (operands.isEmpty()) {
            if (scan.has('a') || scan.has('r')) {
                for (Job job : shell.jobs().all()) {
                    if (!scan.has('r') || job.state().equals("Running")) {
                        release(shell, scan, job);
                    }
                }
                return 0;
            }
            Optional<Job> current = shell.jobs().current();
            if (current.isEmpty()) {
                shell.complain("disown: current: no such job");
                return 1;
            }
            release(shell, scan, current.get());
            return 0;
        }
        int status = 0;
        for (String operand : operands) {
            Optional<Job> byPid =
                    operand.matches("[0-9]{1,9}") ? shell.jobs().of(Integer.parseInt(operand)) : Optional.empty();
            Optional<Job> job = byPid.isPresent() ? byPid : JobsCommand.find(shell, "disown", operand);
            job.ifPresent(found -> release(shell, scan, found));
            status = job.isPresent() ? status : 1;
        }
        return status;
    }

    private static void release(Shell shell, OptionScan scan, Job job) {
        if (scan.has('h')) {
            job.disowned(true);
        } else {
            shell.jobs().remove(job);
        }
    }
}
