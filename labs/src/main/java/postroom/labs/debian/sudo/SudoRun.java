package postroom.labs.debian.sudo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.pam.PamUnix;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.host.WaitStatus;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** Runs the command that sudo has allowed, as a child, and ends as it ends. */
final class SudoRun {
    private final Process process;
    private final SudoOptions options;
    private final Sudoers sudoers;
    private final Accounts.User invoker;
    private final SudoTarget target;

    SudoRun(Process process, SudoOptions options, Sudoers sudoers, Accounts.User invoker, SudoTarget target) {
        this.process = process;
        this.options = options;
        this.sudoers = sudoers;
        this.invoker = invoker;
        this.target = target;
    }

    int run(SudoCommand command) throws IOException {
        PamUnix pam = new PamUnix(process.host(), options.has("i") ? "sudo-i" : "sudo");
        pam.logOpened(process, "sudo", target.user());
        Process child = child(command);
        relaySignals(child);
        child.start(it -> execute(it, command.path().orElseThrow(), command.argv()));
        if (options.has("b")) {
            return 0;
        }
        WaitStatus end = process.waitFor(child, false);
        pam.logClosed("sudo", target.user());
        if (end instanceof WaitStatus.Signalled signalled) {
            process.disposition(signalled.signal(), Process.Disposition.DEFAULT, null);
            process.signal(signalled.signal());
            process.step();
        }
        return end.shellStatus();
    }

    private Process child(SudoCommand command) throws IOException {
        String shell =
                options.shell() ? command.path().orElseThrow() : target.user().shell();
        Map<String, String> environment = SudoEnvironment.of(
                options,
                sudoers,
                process.environment(),
                invoker,
                target.user(),
                shell,
                String.join(" ", command.logged()));
        Process child = process.fork();
        child.become(target.credentials());
        child.environment().clear();
        child.environment().putAll(environment);
        child.umask(process.umask() | 022);
        if (options.has("i")) {
            try {
                child.chdir(target.user().home());
            } catch (ErrnoException e) {
                process.err()
                        .println("sudo: unable to change directory to "
                                + target.user().home() + ": " + e.getMessage());
            }
        }
        return child;
    }

    /** The terminal's signals reach the command by themselves; what only sudo gets is handed on. */
    private void relaySignals(Process child) {
        for (Signal each : List.of(Signal.INT, Signal.QUIT)) {
            process.disposition(each, Process.Disposition.HANDLE, signal -> {});
        }
        for (Signal each : List.of(Signal.TERM, Signal.HUP, Signal.USR1, Signal.USR2)) {
            process.disposition(each, Process.Disposition.HANDLE, child::signal);
        }
    }

    private static int execute(Process child, String path, List<String> argv) throws IOException {
        try {
            return child.exec(path, argv);
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENOEXEC) { // a script without #! is the shell's, as for execvp(3)
                List<String> words = new ArrayList<>(List.of("sh", path));
                words.addAll(argv.subList(1, argv.size()));
                return child.exec("/bin/sh", words);
            }
            child.err().println("sudo: unable to execute " + path + ": " + e.getMessage());
            return 1;
        }
    }
}
