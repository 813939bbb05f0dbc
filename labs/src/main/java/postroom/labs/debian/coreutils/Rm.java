package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Stat;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code rm(1)}: removes files, and folders with {@code -r}. */
final class Rm extends GnuProgram {
    private static final int MAX_DEPTH = 256;

    Rm() {
        super(
                "dfiIrRv",
                "dir",
                "d",
                "force",
                "f",
                "interactive==",
                "interactive",
                "no-preserve-root",
                "no-preserve-root",
                "one-file-system",
                "x",
                "preserve-root==",
                "preserve-root",
                "recursive",
                "r",
                "verbose",
                "v");
    }

    @Override
    protected int run(Call call) throws IOException {
        if (call.operands().isEmpty()) {
            if (call.has("f")) {
                return 0;
            }
            throw Failure.usage("missing operand");
        }
        for (String path : call.operands()) {
            String bare = path.replaceAll("/+$", "");
            String name = bare.substring(bare.lastIndexOf('/') + 1);
            if (recursive(call) && (name.equals(".") || name.equals(".."))) {
                call.complain("refusing to remove '.' or '..' directory: skipping " + Quoting.always(path));
            } else if (recursive(call) && bare.isEmpty() && !path.isEmpty() && !call.has("no-preserve-root")) {
                call.warn("it is dangerous to operate recursively on '/'");
                call.complain("use --no-preserve-root to override this failsafe");
            } else {
                remove(call, path, 0);
            }
        }
        return 0;
    }

    private static boolean recursive(Call call) {
        return call.has("r", "R");
    }

    /** True if it is gone. */
    private static boolean remove(Call call, String path, int depth) throws IOException {
        call.process().step();
        try {
            Stat stat = call.files().lstat(path);
            if (!stat.isDirectory()) {
                if (!agreed(call, "remove", path, stat)) {
                    return false;
                }
                call.files().unlink(path);
                verbose(call, "removed ", path);
                return true;
            }
            return removeDirectory(call, path, stat, depth);
        } catch (ErrnoException e) {
            if (!call.has("f") || e.errno() != Errno.ENOENT && e.errno() != Errno.ENOTDIR) {
                call.cannot("cannot remove", path, e);
            }
            return false;
        }
    }

    private static boolean removeDirectory(Call call, String path, Stat stat, int depth) throws IOException {
        if (!recursive(call) && !call.has("d")) {
            throw new ErrnoException(Errno.EISDIR);
        }
        if (depth > MAX_DEPTH) {
            throw new ErrnoException(Errno.ENAMETOOLONG);
        }
        if (recursive(call)) {
            List<DirectoryEntry> entries = call.files().list(path);
            if (!entries.isEmpty() && !agreed(call, "descend into", path, stat)) {
                return false;
            }
            for (DirectoryEntry each : entries) {
                if (!remove(call, path.endsWith("/") ? path + each.name() : path + "/" + each.name(), depth + 1)) {
                    return false;
                }
            }
        }
        if (!agreed(call, "remove", path, stat)) {
            return false;
        }
        call.files().rmdir(path);
        verbose(call, "removed directory ", path);
        return true;
    }

    private static void verbose(Call call, String what, String path) throws IOException {
        if (call.has("v")) {
            call.print(what + Quoting.always(path) + "\n");
        }
    }

    private static boolean agreed(Call call, String verb, String path, Stat stat) throws IOException {
        String how = call.last("", "f", "i");
        if (how.equals("f")) {
            return true;
        }
        boolean locked = stat.type() != FileType.SYMLINK && !call.files().allows(path, 2);
        boolean tty = call.process().fd(0).terminal().isPresent();
        boolean may = how.equals("i") || locked && tty && parentWritable(call, path);
        if (!may) {
            return true;
        }
        String kind = (locked ? "write-protected " : "") + StatFormat.kind(stat);
        return Ask.yes(call, verb + " " + kind + " " + Quoting.always(path) + "? ");
    }

    private static boolean parentWritable(Call call, String path) {
        int slash = path.replaceAll("/+$", "").lastIndexOf('/');
        return call.files().allows(slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash), 2);
    }
}
