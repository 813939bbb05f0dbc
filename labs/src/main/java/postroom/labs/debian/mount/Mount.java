package postroom.labs.debian.mount;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.proc.Mounts;
import postroom.labs.host.Process;

/**
 * {@code mount(8)}: lists what is mounted, and refuses to mount more. The host has no devices that could be, as in a
 * container, so root is told that the device is not there.
 */
final class Mount extends GnuProgram {
    private static final int FAILED = 32;

    Mount() {
        super(
                Suite.UTIL_LINUX,
                1,
                "aBcfFhilL:Mno:O:rRsT:t:U:vVwN:m::",
                "all",
                "a",
                "bind",
                "B",
                "fake",
                "f",
                "show-labels",
                "l",
                "move",
                "M",
                "no-mtab",
                "n",
                "options=",
                "o",
                "read-only",
                "r",
                "rbind",
                "R",
                "types=",
                "t",
                "verbose",
                "v",
                "rw",
                "w",
                "read-write",
                "w",
                "source=",
                "source",
                "target=",
                "target",
                "label=",
                "L",
                "uuid=",
                "U");
    }

    @Override
    protected int run(Call call) throws IOException {
        List<String> operands = call.operands();
        if (operands.size() > 2) {
            throw Failure.usage("bad usage");
        }
        if (call.has("a")) {
            return 0; // there is nothing in fstab
        }
        if (operands.isEmpty() && !call.has("o", "source", "target", "L", "U")) {
            for (Mounts.Mount each : Mounts.ofTypes(call.value("t", ""))) {
                call.print(each.source() + " on " + each.target() + " type " + each.type() + " (" + each.options()
                        + ")\n");
            }
            return 0;
        }
        String target = operands.isEmpty() ? call.value("target", "/") : operands.get(operands.size() - 1);
        boolean known = Mounts.ALL.stream().anyMatch(it -> it.target().equals(target));
        boolean remount = call.value("o", "").contains("remount");
        if (operands.size() == 1 && !(remount && known)) {
            call.complain(target + ": can't find in /etc/fstab.");
            return 1;
        }
        return refuse(call, target, operands, remount);
    }

    private static int refuse(Call call, String target, List<String> operands, boolean remount) throws IOException {
        Process process = call.process();
        boolean folder = process.files().exists(target);
        String why;
        if (process.realUid() != 0) {
            why = "must be superuser to use mount.";
        } else if (!folder) {
            why = "mount point does not exist.";
        } else if (!remount && !process.files().exists(operands.get(0))) {
            why = "special device " + operands.get(0) + " does not exist.";
        } else {
            why = "permission denied.";
        }
        call.complain(target + ": " + why);
        process.err().print("       dmesg(1) may have more information after failed mount system call.\n");
        return FAILED;
    }
}
