package postroom.labs.debian.mount;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.proc.Mounts;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/** {@code umount(8)}: everything that is mounted is in use, so it only refuses. */
final class Umount extends GnuProgram {
    private static final int FAILED = 32;

    Umount() {
        super(
                Suite.UTIL_LINUX,
                1,
                "aAcdfhilnO:qrRt:vVN:",
                "all",
                "a",
                "all-targets",
                "A",
                "force",
                "f",
                "lazy",
                "l",
                "recursive",
                "R",
                "types=",
                "t",
                "verbose",
                "v",
                "quiet",
                "q");
    }

    @Override
    protected int run(Call call) throws IOException {
        Process process = call.process();
        if (call.operands().isEmpty() && !call.has("a")) {
            throw Failure.usage("bad usage");
        }
        boolean root = process.realUid() == 0;
        for (String each : call.operands()) {
            boolean mounted = Mounts.ALL.stream().anyMatch(it -> it.target().equals(each));
            if (mounted) {
                call.complain(FAILED, each + (root ? ": target is busy." : ": must be superuser to unmount."));
                continue;
            }
            try {
                process.files().stat(each);
                call.complain(root ? FAILED : 1, each + ": not mounted.");
            } catch (ErrnoException e) {
                call.complain(root ? FAILED : 1, each + ": " + (root ? "no mount point specified." : e.getMessage()));
            }
        }
        return call.status();
    }
}
