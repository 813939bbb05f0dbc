package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import postroom.labs.debian.gnu.ArgMatch;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.DateText;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Open;
import postroom.labs.fs.Stat;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code touch(1)}: sets times of files, making those that are missing. */
final class Touch extends GnuProgram {
    Touch() {
        super("acd:fhmr:t:", "date=", "d", "no-create", "c", "no-dereference", "h", "reference=", "r", "time=", "time");
    }

    @Override
    protected int run(Call call) throws IOException {
        Instant mtime = null;
        Instant atime = null;
        String which = !call.has("time")
                ? ""
                : ArgMatch.choose("--time", call.value("time", ""), "atime,access,use", "mtime,modify");
        if (call.has("r")) {
            try {
                Stat stat = call.files().stat(call.value("r", ""));
                mtime = stat.mtime();
                atime = stat.atime();
            } catch (ErrnoException e) {
                throw Failure.of(
                        1,
                        "failed to get attributes of " + Quoting.always(call.value("r", "")) + ": " + e.getMessage());
            }
        } else if (call.has("d", "t")) {
            Instant now = call.process().host().clock().instant();
            String given = call.value("d", call.value("t", ""));
            Optional<Instant> parsed = call.has("d") ? DateText.parse(given, now) : DateText.stamp(given, now);
            mtime = parsed.orElseThrow(() -> Failure.of(1, "invalid date format " + Quoting.locale(given)));
            atime = mtime;
        }
        if (call.operands().isEmpty()) {
            throw Failure.usage("missing file operand");
        }
        for (String path : call.operands()) {
            try {
                touch(call, path, atime, mtime, which);
            } catch (ErrnoException e) {
                boolean times = call.has("r", "d", "t") && e.errno() == Errno.EPERM;
                boolean mayNotWrite = e.errno() == Errno.EPERM && !times;
                call.cannot(
                        times ? "setting times of" : "cannot touch",
                        path,
                        mayNotWrite ? new ErrnoException(Errno.EACCES) : e);
            }
        }
        return 0;
    }

    private static void touch(Call call, String path, Instant atime, Instant mtime, String which) throws IOException {
        FileAccess files = call.files();
        if (!files.exists(path)) {
            if (call.has("c")) {
                return;
            }
            files.open(path, EnumSet.of(Open.WRITE, Open.CREATE), 0666).close();
            if (mtime == null) {
                return;
            }
        }
        Stat stat = files.stat(path);
        boolean access = call.has("a") || which.equals("atime");
        boolean modified = call.has("m") || which.equals("mtime");
        boolean onlyAccess = access && !modified;
        boolean onlyModified = modified && !access;
        if (!onlyAccess && !onlyModified) {
            files.utimes(path, atime, mtime);
        } else {
            Instant now = call.process().host().clock().instant();
            files.utimes(
                    path,
                    onlyModified ? stat.atime() : atime == null ? now : atime,
                    onlyAccess ? stat.mtime() : mtime == null ? now : mtime);
        }
    }
}
