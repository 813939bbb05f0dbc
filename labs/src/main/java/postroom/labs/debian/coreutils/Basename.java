package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;

/** {@code basename(1)}: a path without its folders. */
final class Basename extends GnuProgram {
    Basename() {
        super("+as:z", "multiple", "a", "suffix=", "s", "zero", "z");
    }

    @Override
    protected int run(Call call) throws IOException {
        List<String> names = call.operands();
        call.atLeast(1);
        String suffix = call.value("s", "");
        if (!call.has("a", "s")) {
            call.atMost(2);
            suffix = names.size() > 1 ? names.get(1) : "";
            names = names.subList(0, 1);
        }
        for (String each : names) {
            String bare = each.replaceAll("/+$", "");
            String name = bare.isEmpty() && !each.isEmpty() ? "/" : bare.substring(bare.lastIndexOf('/') + 1);
            boolean cut = !suffix.isEmpty() && name.endsWith(suffix) && !name.equals(suffix);
            call.print(
                    (cut ? name.substring(0, name.length() - suffix.length()) : name) + (call.has("z") ? "\0" : "\n"));
        }
        return 0;
    }
}
