package postroom.labs.debian.coreutils;

import java.io.IOException;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.gnu.Running;

/** {@code stdbuf(1)}: runs a command with other buffers; programs of a lab write their lines at once in any case. */
final class Stdbuf extends GnuProgram {
    private static final int STATUS = 125;

    Stdbuf() {
        super(Suite.COREUTILS, STATUS, "+i:o:e:", "input=", "i", "output=", "o", "error=", "e");
    }

    @Override
    protected int run(Call call) throws IOException {
        for (Getopt.Option each : call.options()) {
            if (each.is("i") && each.value().equals("L")) {
                throw Failure.usage("line buffering stdin is meaningless");
            }
            if (!each.value().equals("L") && Sizes.parse(each.value()).isEmpty()) {
                throw Failure.of(STATUS, "invalid mode " + Quoting.locale(each.value()));
            }
        }
        call.atLeast(1);
        if (call.options().isEmpty()) {
            throw Failure.usage("you must specify a buffering mode option");
        }
        String command = call.operands().get(0);
        return Running.become(call, call.operands(), "failed to run command " + Quoting.locale(command) + ": ");
    }
}
