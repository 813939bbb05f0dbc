package postroom.labs.debian.coreutils;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;

/** {@code dirname(1)}: the folder of a path. */
final class Dirname extends GnuProgram {
    Dirname() {
        super("+z", "zero", "z");
    }

    @Override
    protected int run(Call call) throws IOException {
        call.atLeast(1);
        for (String each : call.operands()) {
            String bare = each.replaceAll("/+$", "");
            int slash = bare.lastIndexOf('/');
            String folder = bare.isEmpty()
                    ? each.isEmpty() ? "." : "/"
                    : slash < 0 ? "." : bare.substring(0, slash).replaceAll("/+$", "");
            call.print((folder.isEmpty() ? "/" : folder) + (call.has("z") ? "\0" : "\n"));
        }
        return 0;
    }
}
