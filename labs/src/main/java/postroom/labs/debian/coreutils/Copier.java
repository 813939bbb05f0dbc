package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Open;
import postroom.labs.fs.Stat;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** Copies files and trees for {@code cp(1)}, and for {@code mv(1)} and {@code install(1)} where they copy. */
final class Copier {
    private static final int MAX_DEPTH = 256;

    private final Call call;
    private final boolean recursive;
    private final boolean keep;
    private final Backup backup;
    private final Set<Integer> made = new HashSet<>();

    /**
     * A copier.
     *
     * @param keep whether mode, owner and times go along
     */
    Copier(Call call, boolean recursive, boolean keep) {
        this.call = call;
        this.recursive = recursive;
        this.keep = keep;
        this.backup = Backup.of(call);
    }

    /** Copies one file or folder to a path. */
    void copy(String from, String to) throws IOException {
        copy(from, to, 0);
    }

    private void copy(String from, String to, int depth) throws IOException {
        call.process().step();
        FileAccess files = call.files();
        boolean follow = call.has("L") || depth == 0 && call.has("H") || !recursive && !call.has("P", "d");
        Stat source;
        try {
            source = follow ? files.stat(from) : files.lstat(from);
        } catch (ErrnoException e) {
            call.cannot("cannot stat", from, e);
            return;
        }
        if (source.isDirectory() && !recursive) {
            call.complain("-r not specified; omitting directory " + Quoting.always(from));
            return;
        }
        Stat target = null;
        try {
            target = files.lstat(to);
            target = source.type() == FileType.SYMLINK ? target : stat(files, to, false);
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENOENT) {
                call.cannot("cannot stat", to, e);
                return;
            }
        }
        if (target != null && !allowed(from, source, to, target)) {
            return;
        }
        String saved = null;
        if (target != null && !source.isDirectory()) {
            saved = backup.make(to);
            target = saved == null ? target : null;
        }
        if (source.isDirectory()) {
            folder(from, source, to, target, depth);
        } else if (source.type() == FileType.SYMLINK) {
            symlink(from, to, target, saved);
        } else {
            file(from, source, to, target, saved);
        }
    }

    private static Stat stat(FileAccess files, String path, boolean link) {
        try {
            return link ? files.lstat(path) : files.stat(path);
        } catch (ErrnoException missing) {
            return null;
        }
    }

    private boolean allowed(String from, Stat source, String to, Stat target) throws IOException {
        if (source.ino() == target.ino() && !source.isDirectory()) {
            call.complain(Quoting.always(from) + " and " + Quoting.always(to) + " are the same file");
            return false;
        }
        if (source.isDirectory() && !target.isDirectory()) {
            call.complain(
                    "cannot overwrite non-directory " + Quoting.always(to) + " with directory " + Quoting.always(from));
            return false;
        }
        if (!source.isDirectory() && target.isDirectory()) {
            call.complain("cannot overwrite directory " + Quoting.always(to) + " with non-directory");
            return false;
        }
        if (source.isDirectory()) {
            return true;
        }
        String how = call.last("", "n", "i", "f");
        if (how.equals("n") || call.has("u") && !source.mtime().isAfter(target.mtime())) {
            return false;
        }
        return !how.equals("i") || Ask.yes(call, "overwrite " + Quoting.always(to) + "? ");
    }

    private void verbose(String from, String to, String saved) throws IOException {
        if (call.has("v")) {
            String note = saved == null ? "" : " (backup: " + Quoting.always(saved) + ")";
            call.print(Quoting.always(from) + " -> " + Quoting.always(to) + note + "\n");
        }
    }

    private void folder(String from, Stat source, String to, Stat target, int depth) throws IOException {
        if (made.contains(source.ino())) {
            String top = call.operands().get(0);
            call.complain("cannot copy a directory, " + Quoting.always(top) + ", into itself, " + Quoting.always(to));
            return;
        }
        FileAccess files = call.files();
        String inside = inside(files, from, to);
        if (inside != null) {
            call.complain(
                    "cannot copy a directory, " + Quoting.always(from) + ", into itself, " + Quoting.always(inside));
            return;
        }
        if (depth > MAX_DEPTH) {
            throw new ErrnoException(Errno.ENAMETOOLONG);
        }
        if (target == null) {
            try {
                files.mkdir(to, source.mode() | 0700);
            } catch (ErrnoException e) {
                call.cannot("cannot create directory", to, e);
                return;
            }
            made.add(files.stat(to).ino());
            verbose(from, to, null);
        }
        List<DirectoryEntry> entries;
        try {
            entries = new ArrayList<>(files.list(from));
            entries.sort(Comparator.comparingInt(DirectoryEntry::ino));
        } catch (ErrnoException e) {
            call.cannot("cannot access", from, e);
            return;
        }
        for (DirectoryEntry each : entries) {
            copy(
                    from + (from.endsWith("/") ? "" : "/") + each.name(),
                    to + (to.endsWith("/") ? "" : "/") + each.name(),
                    depth + 1);
        }
        if (target == null) {
            attributes(source, to, true);
        }
    }

    private static String inside(FileAccess files, String from, String to) throws ErrnoException {
        String real = files.canonical(from);
        String goal = Realpath.resolve(files, to, Realpath.Missing.ANY);
        return (goal + "/").startsWith(real + "/") ? to : null;
    }

    private void symlink(String from, String to, Stat target, String saved) throws IOException {
        FileAccess files = call.files();
        try {
            String points = files.readlink(from);
            if (target != null) {
                files.unlink(to);
            }
            files.symlink(points, to);
            verbose(from, to, saved);
        } catch (ErrnoException e) {
            call.cannot("cannot create symbolic link", to, e);
        }
    }

    private void file(String from, Stat source, String to, Stat target, String saved) throws IOException {
        FileAccess files = call.files();
        Descriptor in;
        try {
            in = call.process().open(from, EnumSet.of(Open.READ), 0);
        } catch (ErrnoException e) {
            call.complain("cannot open " + Quoting.always(from) + " for reading: " + e.getMessage());
            return;
        }
        try {
            Descriptor out = open(files, source, to, target);
            try {
                verbose(from, to, saved);
                byte[] buffer = new byte[8192];
                boolean content = !call.has("attributes");
                for (int n = content ? call.process().read(in, buffer, 0, 8192) : 0;
                        n > 0;
                        n = call.process().read(in, buffer, 0, 8192)) {
                    call.process().write(out, buffer, 0, n);
                    call.process().step();
                }
            } finally {
                out.close();
            }
            attributes(source, to, false);
        } catch (ErrnoException e) {
            boolean create = target == null;
            if (e.errno() == Errno.ENOSPC) {
                call.cannot("error writing", to, e);
            } else {
                boolean slash = to.endsWith("/") && e.errno() == Errno.EISDIR;
                call.cannot(
                        "cannot create regular file",
                        to,
                        slash || create && to.endsWith("/") ? new ErrnoException(Errno.ENOTDIR) : e);
            }
        } finally {
            in.close();
        }
    }

    private Descriptor open(FileAccess files, Stat source, String to, Stat target) throws ErrnoException {
        int mode = source.mode() & 0777;
        if (target == null) {
            return files.open(to, EnumSet.of(Open.WRITE, Open.CREATE, Open.EXCLUSIVE), mode);
        }
        try {
            return call.process().open(to, EnumSet.of(Open.WRITE, Open.TRUNCATE), mode);
        } catch (ErrnoException e) {
            if (!call.has("f")) {
                throw e;
            }
            files.unlink(to);
            return files.open(to, EnumSet.of(Open.WRITE, Open.CREATE, Open.EXCLUSIVE), mode);
        }
    }

    private void attributes(Stat source, String to, boolean folder) throws IOException {
        FileAccess files = call.files();
        if (keep) {
            files.utimes(to, source.atime(), source.mtime());
            boolean owned = true;
            try {
                files.chown(to, source.uid(), source.gid(), true);
            } catch (ErrnoException notRoot) {
                owned = source.uid() == files.who().uid();
            }
            files.chmod(to, owned ? source.mode() : source.mode() & 0777);
        } else if (folder) {
            files.chmod(to, source.mode() & 0777 & ~call.process().umask());
        }
    }
}
