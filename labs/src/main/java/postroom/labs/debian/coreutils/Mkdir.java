package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.Optional;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code mkdir(1)}: makes folders. */
final class Mkdir extends GnuProgram {
    Mkdir() {
        super("m:pvZ", "mode=", "m", "parents", "p", "verbose", "v");
    }

    @Override
    protected int run(Call call) throws IOException {
        call.atLeast(1);
        String mode = call.value("m", null);
        Optional<FileMode> wanted = mode == null ? Optional.empty() : FileMode.parse(mode);
        if (mode != null && wanted.isEmpty()) {
            throw Failure.of(1, "invalid mode " + Quoting.locale(mode));
        }
        for (String path : call.operands()) {
            try {
                if (call.has("p")) {
                    parents(call, path);
                } else {
                    make(call, path);
                }
                if (wanted.isPresent()) {
                    call.files()
                            .chmod(
                                    path,
                                    wanted.get()
                                            .apply(
                                                    0777 & ~call.process().umask(),
                                                    true,
                                                    call.process().umask()));
                }
            } catch (ErrnoException e) {
                call.complain("cannot create directory " + Quoting.locale(path) + ": " + e.getMessage());
            }
        }
        return 0;
    }

    private static void make(Call call, String path) throws IOException {
        call.files().mkdir(path, 0777);
        if (call.has("v")) {
            call.print(call.name() + ": created directory " + Quoting.always(path) + "\n");
        }
    }

    private static void parents(Call call, String path) throws IOException {
        int slash = 0;
        while (slash >= 0) {
            slash = path.indexOf('/', slash + 1);
            String part = slash < 0 ? path : path.substring(0, slash);
            if (part.isEmpty() || isDirectory(call, part)) {
                continue;
            }
            try {
                make(call, part);
            } catch (ErrnoException e) {
                if (e.errno() == Errno.EEXIST && slash >= 0) {
                    throw new ErrnoException(Errno.ENOTDIR);
                }
                throw e;
            }
        }
    }

    private static boolean isDirectory(Call call, String path) {
        try {
            return call.files().stat(path).isDirectory();
        } catch (ErrnoException missing) {
            return false;
        }
    }
}
