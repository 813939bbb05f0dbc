package postroom.labs.debian.utillinux;

import java.io.IOException;
import java.util.Optional;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Terminal;

/** {@code mesg(1)}: whether others may write to the terminal, which is the group's right to write to its device. */
final class Mesg extends GnuProgram {
    private static final int GROUP_WRITES = 020;

    Mesg() {
        super(Suite.UTIL_LINUX, 1, "vhV", "verbose", "v");
    }

    @Override
    protected int run(Call call) throws IOException {
        Optional<Terminal> terminal = Optional.empty();
        for (int fd = 0; fd < 3 && terminal.isEmpty(); fd++) {
            try {
                terminal = call.process().fd(fd).terminal();
            } catch (ErrnoException closed) {
                continue;
            }
        }
        if (terminal.isEmpty()) {
            if (call.has("v")) {
                call.warn("no tty");
            }
            return 2;
        }
        String device = terminal.get().device();
        try {
            int mode = call.files().stat(device).mode();
            if (call.operands().isEmpty()) {
                boolean open = (mode & GROUP_WRITES) != 0;
                call.print(open ? "is y\n" : "is n\n");
                return open ? 0 : 1;
            }
            if (!call.files().allows(device, 4)) {
                throw Failure.of(2, "cannot open " + device + ": Permission denied");
            }
            String wanted = call.operands().get(0);
            boolean yes = wanted.equals("y");
            if (!yes && !wanted.equals("n")) {
                throw Failure.usage(2, "invalid argument: " + wanted);
            }
            call.files().chmod(device, yes ? mode | GROUP_WRITES : mode & ~GROUP_WRITES);
            if (call.has("v")) {
                call.print("write access to your terminal is " + (yes ? "allowed" : "denied") + "\n");
            }
            return yes ? 0 : 1;
        } catch (ErrnoException e) {
            throw Failure.of(2, "change " + device + " mode failed: " + e.getMessage());
        }
    }
}
