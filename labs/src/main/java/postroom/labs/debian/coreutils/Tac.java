package postroom.labs.debian.coreutils;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.gnu.Text;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code tac(1)}: the lines of each file, the last one first. */
final class Tac extends GnuProgram {
    Tac() {
        super("bs:r", "before", "b", "regex", "r", "separator=", "s");
    }

    @Override
    protected int run(Call call) throws IOException {
        String separator = call.value("s", "\n");
        for (String name : call.inputs()) {
            try (Input in = Input.open(call.process(), name)) {
                String all = Text.of(in.rest());
                int end = all.length();
                while (end > 0) {
                    call.process().step();
                    int before = all.lastIndexOf(separator, end - separator.length() - 1);
                    int start = before < 0 ? 0 : before + separator.length();
                    call.print(all.substring(start, end));
                    end = start;
                }
            } catch (ErrnoException e) {
                boolean open = e.errno() != Errno.EISDIR;
                call.complain(
                        open
                                ? "failed to open " + Quoting.always(name) + " for reading: " + e.getMessage()
                                : Quoting.name(name) + ": read error: " + e.getMessage());
            }
        }
        return 0;
    }
}
