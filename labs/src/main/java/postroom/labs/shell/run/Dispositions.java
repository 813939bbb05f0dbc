package postroom.labs.shell.run;

import java.util.List;
import java.util.Optional;
import postroom.labs.host.Process.Disposition;
import postroom.labs.host.Signal;

/** What a shell does with signals that no trap is set for. Source: bash(1), SIGNALS. */
final class Dispositions {
    /** At a prompt these would end or stop the shell itself. */
    private static final List<Signal> IGNORED_AT_PROMPT =
            List.of(Signal.TERM, Signal.QUIT, Signal.TSTP, Signal.TTIN, Signal.TTOU);

    private final Shell shell;

    Dispositions(Shell shell) {
        this.shell = shell;
    }

    /** A signal back to what this kind of shell does with it. */
    void reset(Signal signal) {
        if (shell.interactive() && IGNORED_AT_PROMPT.contains(signal)) {
            shell.process().disposition(signal, Disposition.IGNORE, null);
        } else if (shell.interactive() && signal == Signal.INT) {
            shell.process().disposition(signal, Disposition.HANDLE, s -> shell.interrupted());
        } else {
            shell.process().disposition(signal, Disposition.DEFAULT, null);
        }
    }

    /** What an interactive shell ignores. */
    void atPrompt() {
        IGNORED_AT_PROMPT.forEach(this::reset);
    }

    /** ^C again leaves what runs, unless a trap says otherwise. */
    void resetInterrupt() {
        Optional<String> trap = shell.traps().get("INT");
        if (trap.isPresent()) {
            shell.traps().set("INT", trap.get());
        } else {
            reset(Signal.INT);
        }
    }
}
