package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.gnu.Running;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.host.WaitStatus;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code timeout(1)}: runs a program and ends it when its time is over. */
final class Timeout extends GnuProgram {
    Timeout() {
        super(
                Suite.COREUTILS,
                125,
                "+k:s:v",
                "foreground",
                "foreground",
                "kill-after=",
                "k",
                "preserve-status",
                "preserve",
                "signal=",
                "s",
                "verbose",
                "v");
    }

    @Override
    protected int run(Call call) throws IOException {
        List<String> words = call.operands();
        if (words.size() < 2) {
            throw Failure.usage(null);
        }
        Duration limit = Sleep.parse(words.get(0))
                .orElseThrow(() -> Failure.usage("invalid time interval " + Quoting.locale(words.get(0))));
        String given = call.value("s", "TERM");
        Signal signal = (given.matches("[0-9]{1,2}") ? Signal.of(Integer.parseInt(given)) : Signal.named(given))
                .orElseThrow(() -> Failure.usage(Quoting.locale(given) + ": invalid signal"));
        List<String> command = words.subList(1, words.size());
        String path;
        try {
            path = Running.find(call.process(), command.get(0));
        } catch (ErrnoException e) {
            call.warn("failed to run command " + Quoting.locale(command.get(0)) + ": " + e.getMessage());
            return e.errno() == Errno.ENOENT ? 127 : 126;
        }
        Process child = call.process().fork();
        child.start(it -> it.exec(path, command));
        Optional<WaitStatus> end = wait(call.process(), child, limit.isZero() ? null : limit);
        if (end.isPresent()) {
            return end.get().shellStatus();
        }
        if (call.has("v")) {
            call.warn("sending signal " + signal + " to command " + Quoting.locale(command.get(0)));
        }
        child.signal(signal);
        child.signal(Signal.CONT);
        end = wait(
                call.process(),
                child,
                call.has("k") ? Sleep.parse(call.value("k", "")).orElse(Duration.ZERO) : null);
        if (end.isEmpty()) {
            child.signal(Signal.KILL);
            end = wait(call.process(), child, null);
            return 137;
        }
        return call.has("preserve") ? end.get().shellStatus() : signal == Signal.KILL ? 137 : 124;
    }

    private static Optional<WaitStatus> wait(Process process, Process child, Duration limit) {
        WaitStatus[] end = {null};
        process.await(limit, () -> {
            process.pollChild(child).filter(WaitStatus::ended).ifPresent(it -> end[0] = it);
            return end[0] != null;
        });
        return Optional.ofNullable(end[0]);
    }
}
