package postroom.labs.debian.coreutils;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.io.ErrnoException;

/** {@code readlink(1)}: where a symbolic link points, or with {@code -f} the real path. */
final class Readlink extends GnuProgram {
    Readlink() {
        super(
                "efmnqsvz",
                "canonicalize",
                "f",
                "canonicalize-existing",
                "e",
                "canonicalize-missing",
                "m",
                "no-newline",
                "n",
                "quiet",
                "q",
                "silent",
                "q",
                "verbose",
                "v",
                "zero",
                "z");
    }

    @Override
    protected int run(Call call) throws IOException {
        call.atLeast(1);
        for (String path : call.operands()) {
            try {
                String target = call.has("e", "f", "m")
                        ? Realpath.resolve(
                                call.files(),
                                path,
                                call.has("m")
                                        ? Realpath.Missing.ANY
                                        : call.has("e") ? Realpath.Missing.NONE : Realpath.Missing.LAST)
                        : call.files().readlink(path);
                call.print(target + (call.has("n") && call.operands().size() == 1 ? "" : call.has("z") ? "\0" : "\n"));
            } catch (ErrnoException e) {
                call.fail(1);
                if (call.has("v")) {
                    call.warn(Quoting.name(path) + ": " + e.getMessage());
                }
            }
        }
        return 0;
    }
}
