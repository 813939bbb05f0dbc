package postroom.labs.debian.coreutils;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.gnu.Running;

/** {@code nice(1)}: runs a program. All processes of a lab get the same share, so the niceness is 0 and stays so. */
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
            call.print("0\n");
            return 0;
        }
        return Running.become(
                call, call.operands(), Quoting.locale(call.operands().get(0)) + ": ");
    }
}
