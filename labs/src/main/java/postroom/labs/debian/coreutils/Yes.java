package postroom.labs.debian.coreutils;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Text;
import postroom.labs.host.Process;
import postroom.labs.io.Errno;

/** {@code yes(1)}: the same line, for ever. */
final class Yes extends GnuProgram {
    Yes() {
        super("+");
    }

    @Override
    protected int run(Call call) throws IOException {
        String line = call.operands().isEmpty() ? "y" : String.join(" ", call.operands());
        byte[] bytes = Text.bytes((line + "\n").repeat(Math.max(1, 4096 / (line.length() + 1))));
        while (true) {
            call.process().step();
            call.out().write(bytes, 0, bytes.length);
        }
    }

    @Override
    public int unwritable(Process process, Errno errno) throws IOException {
        process.err().println(process.argv().get(0) + ": standard output: " + errno.text());
        return 1;
    }
}
