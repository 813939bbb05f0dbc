package postroom.labs.debian.utillinux;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;

/** {@code write(1)}: writes to somebody's terminal. By utmp nobody is logged in. */
final class Write extends GnuProgram {
    Write() {
        super(Suite.UTIL_LINUX, 1, "hV");
    }

    @Override
    protected int run(Call call) throws IOException {
        for (int fd = 0; fd < 3; fd++) {
            if (call.process().fd(fd).terminal().isPresent()) { // Debian's write may not write to group tty's terminals
                String device = call.process().fd(fd).terminal().get().device();
                throw Failure.of(1, "effective gid does not match group of " + device);
            }
        }
        List<String> who = call.operands();
        if (who.isEmpty() || who.size() > 2) {
            throw Failure.usage(null);
        }
        throw Failure.of(1, who.get(0) + " is not logged in" + (who.size() == 2 ? " on " + who.get(1) : ""));
    }
}
