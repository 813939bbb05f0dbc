package postroom.labs.debian.utillinux;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.proc.Mounts;
import postroom.labs.io.ErrnoException;

/** {@code mountpoint(1)}: whether a folder is a mount point. */
final class Mountpoint extends GnuProgram {
    private static final int IS_NONE = 32;

    Mountpoint() {
        super(Suite.UTIL_LINUX, 1, "qdxhV", "quiet", "q", "nofollow", "nofollow", "fs-devno", "d", "devno", "x");
    }

    @Override
    protected int run(Call call) throws IOException {
        if (call.operands().size() != 1 || call.has("x")) {
            throw Failure.usage("bad usage");
        }
        String name = call.operands().get(0);
        String path;
        try {
            path = call.files().canonical(name);
        } catch (ErrnoException e) {
            if (call.has("q")) {
                return 1;
            }
            throw Failure.of(1, name + ": " + e.getMessage());
        }
        int place = Mounts.ALL.indexOf(Mounts.of(path));
        boolean is = Mounts.ALL.get(place).target().equals(path);
        if (!call.has("q")) {
            call.print(
                    is && call.has("d")
                            ? "0:" + (70 + place) + "\n"
                            : name + " is " + (is ? "" : "not ") + "a mountpoint\n");
        }
        return is ? 0 : IS_NONE;
    }
}
