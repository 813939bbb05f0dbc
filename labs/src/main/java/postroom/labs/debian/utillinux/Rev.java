package postroom.labs.debian.utillinux;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.io.ErrnoException;

/** {@code rev(1)}: each line from its end to its beginning. */
final class Rev extends GnuProgram {
    Rev() {
        super(Suite.UTIL_LINUX, 1, "hV", "zero", "0");
    }

    @Override
    protected int run(Call call) throws IOException {
        for (String name : call.inputs()) {
            try (Input in = Input.open(call.process(), name)) {
                for (String line = in.text(); line != null; line = in.text()) {
                    call.print(new StringBuilder(line).reverse() + (in.newline() ? "\n" : ""));
                }
            } catch (ErrnoException e) {
                call.complain("cannot open " + name + ": " + e.getMessage());
            }
        }
        return 0;
    }
}
