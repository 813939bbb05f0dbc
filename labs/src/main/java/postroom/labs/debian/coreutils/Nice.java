package postroom.labs.debian.coreutils;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.gnu.Running;
import postroom.labs.io.Errno;

/** {@code nice(1)}: runs a program. All processes of a lab get the same share; the niceness is only kept and shown. */
final class Nice extends GnuProgram {
    Nice() {
        super(Suite.COREUTILS, 125, "+n:", "adjustment=", "n");
    }

    @Override
    protected int run(Call call) throws IOException {
        String given = call.value("n", "10");
        if (!given.matches("[-+]?[0-9]{1,9}")) {
            throw Failure.of(125, "invalid adjustment " + Quoting.locale(given));
        }
        if (call.operands().isEmpty()) {
            if (call.has("n")) {
                throw Failure.usage("a command must be given with an adjustment");
            }
            call.print(call.process().niceness() + "\n");
            return 0;
        }
        int adjustment = Math.max(-39, Math.min(39, Integer.parseInt(given.replace("+", ""))));
        if (adjustment < 0 && !call.process().who().isRoot()) {
            call.warn("cannot set niceness: " + Errno.EACCES.text());
        } else {
            call.process().niceness(call.process().niceness() + adjustment);
        }
        return Running.become(
                call, call.operands(), Quoting.locale(call.operands().get(0)) + ": ");
    }
}
