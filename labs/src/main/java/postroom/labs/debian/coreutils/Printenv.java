package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.Map;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;

/** {@code printenv(1)}: shows the environment. */
final class Printenv extends GnuProgram {
    Printenv() {
        super(Suite.COREUTILS, 2, "+0", "null", "0");
    }

    @Override
    protected int run(Call call) throws IOException {
        String end = call.has("0") ? "\0" : "\n";
        Map<String, String> all = call.process().environment();
        if (call.operands().isEmpty()) {
            for (Map.Entry<String, String> each : all.entrySet()) {
                call.print(each.getKey() + "=" + each.getValue() + end);
            }
        }
        for (String name : call.operands()) {
            if (all.containsKey(name)) {
                call.print(all.get(name) + end);
            } else {
                call.fail(1);
            }
        }
        return 0;
    }
}
