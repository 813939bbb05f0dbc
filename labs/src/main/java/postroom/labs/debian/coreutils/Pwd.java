package postroom.labs.debian.coreutils;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;

/** {@code pwd(1)}: the current folder. */
final class Pwd extends GnuProgram {
    Pwd() {
        super("LP", "logical", "L", "physical", "P");
    }

    @Override
    protected int run(Call call) throws IOException {
        if (!call.operands().isEmpty()) {
            call.warn("ignoring non-option arguments");
        }
        String logical = call.process().environment().get("PWD");
        boolean valid = logical != null
                && logical.startsWith("/")
                && call.last("P", "L", "P").equals("L")
                && call.files().exists(logical)
                && call.files().canonical(logical).equals(call.process().cwd());
        call.print((valid ? logical : call.process().cwd()) + "\n");
        return 0;
    }
}
