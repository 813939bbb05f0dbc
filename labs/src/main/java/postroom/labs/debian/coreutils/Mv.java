package postroom.labs.debian.coreutils;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Stat;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code mv(1)}: renames files and folders. */
final class Mv extends GnuProgram {
    Mv() {
        super(
                "bfint:uvS:TZ",
                "suffix=",
                "S",
                "backup==",
                "b",
                "force",
                "f",
                "interactive",
                "i",
                "no-clobber",
                "n",
                "no-target-directory",
                "T",
                "strip-trailing-slashes",
                "strip",
                "target-directory=",
                "t",
                "update",
                "u",
                "verbose",
                "v");
    }

    @Override
    protected int run(Call call) throws IOException {
        Destination destination = Destination.of(call);
        for (String source : destination.sources()) {
            move(call, source, destination.pathOf(source));
        }
        return 0;
    }

    private static void move(Call call, String from, String to) throws IOException {
        FileAccess files = call.files();
        Stat source;
        try {
            source = files.lstat(from);
        } catch (ErrnoException e) {
            call.cannot("cannot stat", from, e);
            return;
        }
        try {
            if (source.isDirectory() && within(files, from, to)) {
                call.complain(
                        "cannot move " + Quoting.always(from) + " to a subdirectory of itself, " + Quoting.always(to));
                return;
            }
            if (!mayReplace(call, from, source, to)) {
                return;
            }
            String saved = Backup.of(call).make(to);
            if (!rename(call, from, source, to)) {
                return;
            }
            if (call.has("v")) {
                String note = saved == null ? "" : " (backup: " + Quoting.always(saved) + ")";
                call.print("renamed " + Quoting.always(from) + " -> " + Quoting.always(to) + note + "\n");
            }
        } catch (ErrnoException e) {
            call.complain("cannot move " + Quoting.always(from) + " to " + Quoting.always(to) + ": " + e.getMessage());
        }
    }

    /** Renames, or copies and removes where that leads to another file system; false if it has said why it cannot. */
    private static boolean rename(Call call, String from, Stat source, String to) throws IOException {
        FileAccess files = call.files();
        try {
            files.rename(from, to);
            return true;
        } catch (ErrnoException e) {
            if (e.errno() != Errno.EXDEV || source.type() != FileType.FILE) {
                throw e;
            }
        }
        byte[] content = files.readAll(from);
        try {
            files.writeAll(to, content);
            files.chmod(to, source.mode());
        } catch (ErrnoException e) {
            call.complain("cannot create regular file " + Quoting.always(to) + ": " + e.getMessage());
            return false;
        }
        try {
            files.unlink(from);
            return true;
        } catch (ErrnoException e) {
            call.complain("cannot remove " + Quoting.always(from) + ": " + e.getMessage());
            return false;
        }
    }

    private static boolean within(FileAccess files, String from, String to) throws ErrnoException {
        String real = files.canonical(from);
        return (Realpath.resolve(files, to, Realpath.Missing.ANY) + "/").startsWith(real + "/");
    }

    private static boolean mayReplace(Call call, String from, Stat source, String to) throws IOException {
        Stat target;
        try {
            target = call.files().lstat(to);
        } catch (ErrnoException missing) {
            return true;
        }
        if (target.ino() == source.ino()) {
            call.complain(Quoting.always(from) + " and " + Quoting.always(to) + " are the same file");
            return false;
        }
        if (target.isDirectory() != source.isDirectory()) {
            call.complain(
                    target.isDirectory()
                            ? "cannot overwrite directory " + Quoting.always(to) + " with non-directory"
                            : "cannot overwrite non-directory " + Quoting.always(to) + " with directory "
                                    + Quoting.always(from));
            return false;
        }
        String how = call.last("", "f", "i", "n");
        if (how.equals("n") || call.has("u") && !source.mtime().isAfter(target.mtime())) {
            return false;
        }
        boolean tty = call.process().fd(0).terminal().isPresent();
        boolean locked = target.type() != FileType.SYMLINK && !call.files().allows(to, 2);
        if (how.equals("i") || how.isEmpty() && locked && tty) {
            String mode = String.format("%04o (%s)", target.mode(), FileMode.letters(target.mode()));
            return Ask.yes(
                    call,
                    locked
                            ? "replace " + Quoting.always(to) + ", overriding mode " + mode + "? "
                            : "overwrite " + Quoting.always(to) + "? ");
        }
        return true;
    }
}
