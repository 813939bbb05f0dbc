package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.gnu.Running;
import postroom.labs.host.Process;
import postroom.labs.io.Errno;

/** {@code nice(1)}: runs a program. All processes of a lab get the same share; the niceness is only kept and shown. */
final class Nice extends GnuProgram {
    Nice() {
        super(Suite.COREUTILS, 125, "+n:", "adjustment=", "n");
    }

    /** {@code -5}, {@code --5} and {@code -+5} are adjustments as in old days. */
    @Override
    protected List<String> rewritten(Process process) {
        List<String> argv = new ArrayList<>();
        boolean options = true;
        boolean value = false;
        for (String each : process.argv()) {
            boolean old = options && !value && each.matches("-[-+]?[0-9]+");
            argv.add(old ? "-n" + each.substring(1) : each);
            options &= argv.size() < 2 || value || each.startsWith("-");
            value = options && !value && List.of("-n", "--adjustment").contains(each);
        }
        return argv;
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
