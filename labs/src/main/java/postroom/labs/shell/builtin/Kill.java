package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.fs.Credentials;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Job;
import postroom.labs.shell.run.Shell;

/** {@code kill}: signals to processes and jobs. */
final class Kill implements Builtin {
    @Override
    public String name() {
        return "kill";
    }

    @Override
    public String synopsis() {
        return "kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        if (shell.isDash()) {
            return DashKill.run(shell, arguments);
        }
        int at = 1;
        Optional<Signal> signal = Optional.of(Signal.TERM);
        boolean probe = false;
        while (at < arguments.size()
                && arguments.get(at).startsWith("-")
                && arguments.get(at).length() > 1) {
            String option = arguments.get(at);
            if (option.equals("-l") || option.equals("-L")) {
                return names(shell, arguments.subList(at + 1, arguments.size()));
            }
            at++;
            if (option.equals("--")) {
                break;
            }
            String text = option.substring(1);
            if (text.equals("s") || text.equals("n")) {
                if (at >= arguments.size()) {
                    shell.complain("kill: " + option + ": option requires an argument");
                    return 1;
                }
                text = arguments.get(at++);
            }
            probe = text.equals("0");
            signal = probe ? Optional.empty() : signal(text);
            if (signal.isEmpty() && !probe) {
                shell.complain("kill: " + text + ": invalid signal specification");
                return 1;
            }
            if (at < arguments.size() && arguments.get(at).equals("--")) {
                at++;
            }
            break;
        }
        if (at >= arguments.size()) {
            return OptionScan.usage(shell, "kill", synopsis());
        }
        int status = 1;
        for (String target : arguments.subList(at, arguments.size())) {
            status = send(shell, target, signal) ? 0 : status;
        }
        return status;
    }

    static Optional<Signal> signal(String text) {
        return text.matches("[0-9]{1,3}") ? Signal.of(Integer.parseInt(text)) : Signal.named(text);
    }

    static boolean send(Shell shell, String target, Optional<Signal> signal) {
        if (target.startsWith("%")) {
            Optional<Job> job = JobsCommand.find(shell, "kill", target);
            job.ifPresent(found -> found.processes().forEach(process -> deliver(shell, process, signal)));
            if (job.isPresent() && job.get().isStopped() && signal.isPresent() && signal.get() != Signal.STOP) {
                job.get().processes().forEach(process -> deliver(shell, process, Optional.of(Signal.CONT)));
            }
            return job.isPresent();
        }
        if (!target.matches("-?[0-9]{1,9}")) {
            shell.complain("kill: " + target + ": arguments must be process or job IDs");
            return false;
        }
        int pid = Integer.parseInt(target);
        if (pid <= 0) {
            return group(shell, pid == 0 ? shell.process().group() : -pid, target, signal);
        }
        Optional<Process> process = shell.process().host().processes().find(pid);
        if (process.isEmpty()) {
            shell.complain("kill: (" + pid + ") - No such process");
            return false;
        }
        if (!mayKill(shell, process.get())) {
            shell.complain("kill: (" + pid + ") - Operation not permitted");
            return false;
        }
        deliver(shell, process.get(), signal);
        return true;
    }

    /** A process group; 1 stands for all processes but init and the shell itself ({@code kill(2)}). */
    private static boolean group(Shell shell, int group, String shown, Optional<Signal> signal) {
        boolean found = false;
        for (Process process : shell.process().host().processes().all()) {
            boolean meant = group == 1 ? process.pid() != 1 && process != shell.process() : process.group() == group;
            if (meant && mayKill(shell, process)) {
                deliver(shell, process, signal);
                found = true;
            }
        }
        if (!found) {
            shell.complain("kill: (" + shown + ") - No such process");
        }
        return found;
    }

    private static boolean mayKill(Shell shell, Process process) {
        Credentials who = shell.process().who();
        return who.isRoot()
                || process.realUid() == who.uid()
                || process.realUid() == shell.process().realUid();
    }

    private static void deliver(Shell shell, Process process, Optional<Signal> signal) {
        signal.ifPresent(process::signal);
    }

    private static int names(Shell shell, List<String> operands) throws IOException {
        if (operands.isEmpty()) {
            list(shell);
            return 0;
        }
        int status = 0;
        for (String operand : operands) {
            if (operand.matches("[0-9]{1,5}")) {
                int number = Integer.parseInt(operand);
                Optional<Signal> signal = Signal.of(number > 128 ? number - 128 : number);
                if (signal.isPresent()) {
                    shell.out(signal.get().name() + "\n");
                    continue;
                }
            } else if (Signal.named(operand).isPresent()) {
                shell.out(Signal.named(operand).get().number() + "\n");
                continue;
            }
            shell.complain("kill: " + operand + ": invalid signal specification");
            status = 1;
        }
        return status;
    }

    /** The table of {@code kill -l}: 64 signals in five columns. */
    static void list(Shell shell) throws IOException {
        StringBuilder text = new StringBuilder();
        int column = 0;
        for (int number = 1; number <= 64; number++) {
            if (number == 32 || number == 33) {
                continue;
            }
            text.append(String.format("%2d) %s", number, shown(number)));
            column++;
            text.append(column % 5 == 0 ? "\n" : number == 64 ? "\t\n" : "\t");
        }
        shell.out(text.toString());
    }

    static String shown(int number) {
        Optional<Signal> signal = Signal.of(number);
        if (signal.isPresent()) {
            return "SIG" + signal.get().name();
        }
        if (number <= 49) {
            return number == 34 ? "SIGRTMIN" : "SIGRTMIN+" + (number - 34);
        }
        return number == 64 ? "SIGRTMAX" : "SIGRTMAX-" + (64 - number);
    }
}
