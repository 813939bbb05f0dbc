package postroom.labs.debian.utillinux;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Running;
import postroom.labs.host.Process;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code setsid(1)}: runs a program in a session of its own. */
final class Setsid extends GnuProgram {
    Setsid() {
        super(Suite.UTIL_LINUX, 1, "+cfhVw", "ctty", "c", "fork", "f", "wait", "w");
    }

    @Override
    protected int run(Call call) throws IOException {
        if (call.operands().isEmpty()) {
            throw Failure.usage("no command specified");
        }
        Process process = call.process();
        if (!call.has("f") && process.group() != process.pid()) {
            return become(call, process);
        }
        process.out().flush();
        Process child = process.fork();
        child.start(it -> become(call, it));
        return call.has("w") ? process.waitFor(child, false).shellStatus() : 0;
    }

    private static int become(Call call, Process process) throws IOException {
        var terminal = process.terminal();
        process.newSession();
        if (call.has("c")) {
            terminal.ifPresent(process::terminal);
        }
        String command = call.operands().get(0);
        String path;
        try {
            path = Running.find(process, command);
        } catch (ErrnoException e) {
            process.err().println("setsid: failed to execute " + command + ": " + e.getMessage());
            return e.errno() == Errno.ENOENT ? 127 : 126;
        }
        return process.exec(path, call.operands());
    }
}
