package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.gnu.Running;
import postroom.labs.fs.Credentials;
import postroom.labs.host.Process;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/**
 * {@code chroot(8)}. A process of the lab has no root of its own: only {@code /} can be the new one, every other folder is
 * refused as the kernel of a container without CAP_SYS_CHROOT does.
 */
final class Chroot extends GnuProgram {
    private static final int CANNOT = 125;

    Chroot() {
        super(Suite.COREUTILS, CANNOT, "+", "groups=", "groups", "userspec=", "userspec", "skip-chdir", "skip-chdir");
    }

    @Override
    protected int run(Call call) throws IOException {
        call.atLeast(1);
        Process process = call.process();
        String root = call.operands().get(0);
        boolean same;
        try {
            same = process.files().canonical(root).equals("/");
            if (!process.files().stat(root).isDirectory()) {
                throw new ErrnoException(Errno.ENOTDIR);
            }
            if (!process.who().isRoot() || !same) {
                throw new ErrnoException(Errno.EPERM);
            }
        } catch (ErrnoException e) {
            throw Failure.of(CANNOT, "cannot change root directory to " + Quoting.always(root) + ": " + e.getMessage());
        }
        if (!call.has("skip-chdir")) {
            process.chdir("/");
        }
        if (call.has("userspec")) {
            become(process, call.value("userspec", ""));
        }
        List<String> command = call.operands().subList(1, call.operands().size());
        List<String> all =
                command.isEmpty() ? List.of(process.environment().getOrDefault("SHELL", "/bin/sh"), "-i") : command;
        return Running.become(call, all, "failed to run command " + Quoting.locale(all.get(0)) + ": ");
    }

    private static void become(Process process, String spec) {
        String[] parts = spec.split(":", 2);
        var accounts = process.host().accounts();
        var user = accounts.user(parts[0])
                .or(() -> parts[0].matches("[0-9]{1,9}")
                        ? accounts.user(Integer.parseInt(parts[0]))
                        : java.util.Optional.empty())
                .orElseThrow(() -> Failure.of(CANNOT, "invalid user"));
        int gid = user.gid();
        if (parts.length == 2) {
            gid = accounts.group(parts[1])
                    .orElseThrow(() -> Failure.of(CANNOT, "invalid group"))
                    .gid();
        }
        process.become(new Credentials(user.uid(), gid, java.util.Set.of(gid)));
    }
}
