package postroom.labs.debian.coreutils;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.io.ErrnoException;

/** {@code fold(1)}: breaks long lines. */
final class Fold extends GnuProgram {
    Fold() {
        super("bsw:", "bytes", "b", "spaces", "s", "width=", "w");
    }

    @Override
    protected int run(Call call) throws IOException {
        String given = call.value("w", "80");
        int width = given.matches("[0-9]{1,9}") ? Integer.parseInt(given) : 0;
        if (width == 0) {
            throw Failure.of(1, "invalid number of columns: " + Quoting.locale(given));
        }
        for (String name : call.inputs()) {
            try (Input in = Input.open(call.process(), name)) {
                for (byte[] line = in.line(); line != null; line = in.line()) {
                    fold(call, line, width);
                    call.print(in.newline() ? "\n" : "");
                }
            } catch (ErrnoException e) {
                call.complain(Quoting.name(name) + ": " + e.getMessage());
            }
        }
        return 0;
    }

    private static void fold(Call call, byte[] line, int width) throws IOException {
        int from = 0;
        while (line.length - from > width) {
            int to = from + width;
            if (call.has("s")) {
                int space = to - 1;
                while (space >= from && line[space] != ' ' && line[space] != '\t') {
                    space--;
                }
                to = space >= from ? space + 1 : to;
            }
            call.out().write(line, from, to - from);
            call.print("\n");
            from = to;
        }
        call.out().write(line, from, line.length - from);
    }
}
