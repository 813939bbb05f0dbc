package postroom.labs.debian.coreutils;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code rmdir(1)}: removes empty folders. */
final class Rmdir extends GnuProgram {
    Rmdir() {
        super("pv", "ignore-fail-on-non-empty", "ignore", "parents", "p", "verbose", "v");
    }

    @Override
    protected int run(Call call) throws IOException {
        call.atLeast(1);
        for (String path : call.operands()) {
            String each = path;
            String what = "failed to remove";
            try {
                remove(call, each);
                what = "failed to remove directory";
                while (call.has("p") && each.lastIndexOf('/') > 0) {
                    each = each.substring(0, each.lastIndexOf('/'));
                    remove(call, each);
                }
            } catch (ErrnoException e) {
                if (!call.has("ignore") || e.errno() != Errno.ENOTEMPTY) {
                    call.cannot(what, each, e);
                }
            }
        }
        return 0;
    }

    private static void remove(Call call, String path) throws IOException {
        if (call.has("v")) {
            call.print(call.name() + ": removing directory, " + Quoting.always(path) + "\n");
        }
        call.files().rmdir(path);
    }
}
