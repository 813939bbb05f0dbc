package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Stat;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code ln(1)}: makes links. */
final class Ln extends GnuProgram {
    Ln() {
        super(
                "bdfFiLnPrsS:t:Tv",
                "backup==",
                "b",
                "suffix=",
                "S",
                "force",
                "f",
                "interactive",
                "i",
                "logical",
                "L",
                "no-dereference",
                "n",
                "no-target-directory",
                "T",
                "physical",
                "P",
                "relative",
                "r",
                "symbolic",
                "s",
                "target-directory=",
                "t",
                "verbose",
                "v");
    }

    @Override
    protected int run(Call call) throws IOException {
        List<String> names = call.operands();
        if (names.isEmpty()) {
            throw Failure.usage("missing file operand");
        }
        String folder = call.value("t", null);
        if (folder == null && names.size() == 1) {
            folder = ".";
        } else if (folder == null && !call.has("T") && isFolder(call, names.get(names.size() - 1))) {
            folder = names.get(names.size() - 1);
            names = names.subList(0, names.size() - 1);
        }
        if (folder == null && names.size() > 2) {
            throw Failure.of(
                    1,
                    "target " + Quoting.always(names.get(names.size() - 1)) + ": "
                            + (call.files().exists(names.get(names.size() - 1))
                                    ? Errno.ENOTDIR.text()
                                    : Errno.ENOENT.text()));
        }
        if (folder == null) {
            link(call, names.get(0), names.get(1));
            return 0;
        }
        for (String each : names) {
            String bare = each.replaceAll("/+$", "");
            link(
                    call,
                    each,
                    (folder.endsWith("/") ? folder : folder + "/") + bare.substring(bare.lastIndexOf('/') + 1));
        }
        return 0;
    }

    private static boolean isFolder(Call call, String path) {
        try {
            boolean link = call.files().lstat(path).type() == FileType.SYMLINK;
            return !(link && call.has("n")) && call.files().stat(path).isDirectory();
        } catch (ErrnoException missing) {
            return false;
        }
    }

    private static void link(Call call, String target, String name) throws IOException {
        boolean soft = call.has("s");
        FileAccess files = call.files();
        try {
            if (!soft) {
                Stat stat = call.has("L") ? files.stat(target) : files.lstat(target);
                if (stat.isDirectory()) {
                    call.complain(Quoting.name(target) + ": hard link not allowed for directory");
                    return;
                }
            }
        } catch (ErrnoException e) {
            call.cannot("failed to access", target, e);
            return;
        }
        try {
            String saved = Backup.of(call).make(name);
            if (call.has("i") && exists(files, name) && !Ask.yes(call, "replace " + Quoting.always(name) + "? ")) {
                return;
            }
            if (call.has("f", "i")) {
                replace(files, name);
            }
            if (soft) {
                files.symlink(call.has("r") ? relative(files, target, name) : target, name);
            } else {
                files.link(target, name);
            }
            if (call.has("v")) {
                call.print((saved == null ? "" : Quoting.always(saved) + " ~ ") + Quoting.always(name)
                        + (soft ? " -> " : " => ") + Quoting.always(target) + "\n");
            }
        } catch (ErrnoException e) {
            String what = soft ? "failed to create symbolic link" : "failed to create hard link";
            boolean toTarget = !soft && e.errno() != Errno.EEXIST;
            call.complain(what + " " + Quoting.always(name) + (toTarget ? " => " + Quoting.always(target) : "") + ": "
                    + e.getMessage());
        }
    }

    private static boolean exists(FileAccess files, String path) {
        try {
            return files.lstat(path) != null;
        } catch (ErrnoException missing) {
            return false;
        }
    }

    private static void replace(FileAccess files, String name) throws ErrnoException {
        try {
            if (!files.lstat(name).isDirectory()) {
                files.unlink(name);
            }
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENOENT) {
                throw e;
            }
        }
    }

    private static String relative(FileAccess files, String target, String name) throws ErrnoException {
        int slash = name.lastIndexOf('/');
        String from = files.canonical(slash < 0 ? "." : slash == 0 ? "/" : name.substring(0, slash));
        return Realpath.relative(Realpath.resolve(files, target, Realpath.Missing.ANY), from);
    }
}
