package postroom.labs.fs;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/**
 * A disk as one process may use it: the file system calls of POSIX, in somebody's name, from a current folder.
 *
 * <p>Immutable and cheap: make one for each combination. Paths may be relative to {@code cwd}. Every method fails with
 * the {@link Errno} that Linux gives.
 *
 * @param cwd the current folder, an absolute path without symbolic links
 * @param umask the permission bits that new files do not get
 * @param caller the process that asks, for {@code /proc/self}; 0 if none does
 */
public record FileAccess(Disk disk, Credentials who, String cwd, int umask, int caller) {
    /** The access of nobody's process. */
    public FileAccess(Disk disk, Credentials who, String cwd, int umask) {
        this(disk, who, cwd, umask, 0);
    }

    /** The superuser's access, from the root folder. */
    public static FileAccess root(Disk disk) {
        return new FileAccess(disk, Credentials.ROOT, "/", 022);
    }

    /** The same disk in another's name. */
    public FileAccess as(Credentials other) {
        return new FileAccess(disk, other, cwd, umask, caller);
    }

    /** {@code stat(2)}: follows symbolic links. */
    public Stat stat(String path) throws ErrnoException {
        View view = view();
        return stat(view, find(view, path, true));
    }

    /** {@code lstat(2)}: of a symbolic link itself. */
    public Stat lstat(String path) throws ErrnoException {
        View view = view();
        return stat(view, find(view, path, false));
    }

    /** True if {@link #stat} succeeds. */
    public boolean exists(String path) {
        try {
            stat(path);
            return true;
        } catch (ErrnoException missing) {
            return false;
        }
    }

    /** The path without symbolic links, {@code .} and {@code ..} ({@code realpath(3)}); everything must exist. */
    public String canonical(String path) throws ErrnoException {
        Walk.Found found = find(view(), path, true);
        requireThere(found);
        return found.path();
    }

    /** {@code access(2)} with 4 for reading, 2 for writing, 1 for executing, or a sum of them; 0 for existence. */
    public boolean allows(String path, int wanted) {
        View view = view();
        try {
            Walk.Found found = find(view, path, true);
            Inode inode = found.ino() == 0 ? null : view.inode(found.ino());
            return inode != null && Permissions.allowed(inode, who, wanted);
        } catch (ErrnoException unreachable) {
            return false;
        }
    }

    /**
     * {@code readdir(3)}, without {@code .} and {@code ..}: what came with the image, by hashes as with ext4, and then,
     * newest first as with tmpfs, what was made later.
     */
    public List<DirectoryEntry> list(String path) throws ErrnoException {
        View view = view();
        Walk.Found found = find(view, path, true);
        Inode inode = there(view, found);
        if (inode.type() != FileType.DIRECTORY) {
            throw new ErrnoException(Errno.ENOTDIR);
        }
        Permissions.require(inode, who, Permissions.READ);
        if (!(inode.body() instanceof Names names)) {
            return disk.computed().list(found.ino());
        }
        Tree tree = view.tree();
        Comparator<Names.Name> order =
                Comparator.comparingInt(each -> tree.inImage(each.ino()) ? Integer.MIN_VALUE : -each.ino());
        return names.list().stream()
                .sorted(order)
                .map(each -> new DirectoryEntry(
                        each.name(), each.ino(), tree.inode(each.ino()).type()))
                .toList();
    }

    /** {@code readlink(2)}. */
    public String readlink(String path) throws ErrnoException {
        View view = view();
        Walk.Found found = find(view, path, false);
        Inode inode = there(view, found);
        if (inode.body() instanceof Body.Target target) {
            return target.path();
        } else if (inode.type() == FileType.SYMLINK) {
            return disk.computed().target(found.ino(), who, caller);
        }
        throw new ErrnoException(Errno.EINVAL);
    }

    /**
     * {@code open(2)} of a file or folder. Devices, pipes and sockets are opened by the process, which knows what is
     * behind them: here they fail with {@code ENXIO}.
     *
     * @param mode permission bits of a file that is made, before the umask
     */
    public OpenFile open(String path, Set<Open> flags, int mode) throws ErrnoException {
        boolean writes = flags.contains(Open.WRITE) || flags.contains(Open.APPEND);
        if (!writes && !flags.contains(Open.CREATE) && !flags.contains(Open.TRUNCATE)) {
            View view = view();
            Walk.Found found = find(view, path, !flags.contains(Open.NOFOLLOW));
            Inode inode = there(view, found);
            Opening.require(inode, who, flags);
            return found.ino() < 0 ? computed(found, flags) : new OpenFile(disk, who, found.ino(), found.path(), flags);
        }
        return disk.edit(tx -> new Opening(this, tx, flags).openToWrite(path, mode));
    }

    /** All bytes of a file; {@code EFBIG} over 64 MiB. */
    public byte[] readAll(String path) throws ErrnoException {
        View view = view();
        Walk.Found found = find(view, path, true);
        Inode inode = there(view, found);
        Opening.require(inode, who, EnumSet.of(Open.READ));
        if (found.ino() < 0 && inode.type() == FileType.FILE) {
            return disk.computed().read(found.ino(), who, caller);
        }
        if (!(inode.body() instanceof Content content)) {
            throw new ErrnoException(Errno.EISDIR);
        }
        if (content.size() > 64L << 20) {
            throw new ErrnoException(Errno.EFBIG);
        }
        return content.bytes();
    }

    /** Makes or overwrites a file (mode 666 less the umask). */
    public void writeAll(String path, byte[] bytes) throws ErrnoException {
        writeWith(path, bytes, EnumSet.of(Open.WRITE, Open.CREATE, Open.TRUNCATE));
    }

    /** Appends to a file, making it if it is missing. */
    public void append(String path, byte[] bytes) throws ErrnoException {
        writeWith(path, bytes, EnumSet.of(Open.WRITE, Open.CREATE, Open.APPEND));
    }

    private void writeWith(String path, byte[] bytes, Set<Open> flags) throws ErrnoException {
        OpenFile file = open(path, flags, 0666);
        try {
            file.tryWrite(bytes, 0, bytes.length);
        } finally {
            file.close();
        }
    }

    /** {@code mkdir(2)}; the mode is cut by the umask. */
    public void mkdir(String path, int mode) throws ErrnoException {
        disk.edit(tx -> {
            Walk.Found found = vacant(tx, path, true);
            create(tx, found, mode & 01777, Names.EMPTY);
            return null;
        });
    }

    /** {@code symlink(2)}: makes {@code path} point to {@code target}, which need not exist. */
    public void symlink(String target, String path) throws ErrnoException {
        Walk.checkLength(target);
        disk.edit(tx -> {
            create(tx, vacant(tx, path, false), 0777, new Body.Target(target));
            return null;
        });
    }

    /** {@code mkfifo(3)}. */
    public void mkfifo(String path, int mode) throws ErrnoException {
        disk.edit(tx -> {
            create(tx, vacant(tx, path, false), mode & 07777, Body.Special.FIFO);
            return null;
        });
    }

    /** The name that {@code bind(2)} gives to a UNIX socket. */
    public void mksocket(String path, int mode) throws ErrnoException {
        disk.edit(tx -> {
            create(tx, vacant(tx, path, false), mode & 07777, Body.Special.SOCKET);
            return null;
        });
    }

    /** {@code mknod(2)} of a character device; for the superuser. */
    public void mknod(String path, int mode, int major, int minor) throws ErrnoException {
        if (!who.isRoot()) {
            throw new ErrnoException(Errno.EPERM);
        }
        disk.edit(tx -> {
            create(tx, vacant(tx, path, false), mode & 07777, new Body.Device(major, minor));
            return null;
        });
    }

    /** {@code link(2)}: a second name for a file. */
    public void link(String existing, String path) throws ErrnoException {
        disk.edit(tx -> {
            Walk.Found from = find(view(tx), existing, false);
            requireThere(from);
            Walk.Found to = vacant(tx, path, false);
            if (from.isComputed()) {
                throw new ErrnoException(Errno.EXDEV);
            }
            Inode inode = tx.inode(from.ino());
            if (!disk.protection().links(inode, who)) {
                throw new ErrnoException(Errno.EPERM);
            }
            Permissions.require(tx.inode(to.parent()), who, Permissions.WRITE | Permissions.EXECUTE);
            if (inode.type() == FileType.DIRECTORY) {
                throw new ErrnoException(Errno.EPERM);
            }
            tx.put(from.ino(), inode.withLinks(inode.links() + 1, tx.now()));
            tx.enter(to, from.ino());
            return null;
        });
    }

    /** {@code unlink(2)}. */
    public void unlink(String path) throws ErrnoException {
        disk.edit(tx -> {
            Walk.Found parent = parent(tx, path);
            if (parent.last() != Walk.Last.NAME) {
                throw new ErrnoException(Errno.EISDIR);
            }
            Walk.Found found = parent.in(view(tx));
            requireThere(found);
            requireOwn(found);
            Inode victim = tx.inode(found.ino());
            boolean directory = victim.type() == FileType.DIRECTORY;
            if (found.slash()) {
                throw new ErrnoException(directory ? Errno.EISDIR : Errno.ENOTDIR);
            }
            Permissions.requireRemoval(tx.inode(found.parent()), victim, who);
            if (directory) {
                throw new ErrnoException(Errno.EISDIR);
            }
            tx.remove(found);
            return null;
        });
    }

    /** {@code rmdir(2)}. */
    public void rmdir(String path) throws ErrnoException {
        disk.edit(tx -> {
            Walk.Found parent = parent(tx, path);
            switch (parent.last()) {
                case DOT -> throw new ErrnoException(Errno.EINVAL);
                case DOT_DOT -> throw new ErrnoException(Errno.ENOTEMPTY);
                case ROOT -> throw new ErrnoException(Errno.EBUSY);
                default -> remove(tx, parent.in(view(tx)));
            }
            return null;
        });
    }

    private void remove(Transaction tx, Walk.Found found) throws ErrnoException {
        requireThere(found);
        requireOwn(found);
        Inode victim = tx.inode(found.ino());
        Permissions.requireRemoval(tx.inode(found.parent()), victim, who);
        if (!(victim.body() instanceof Names names)) {
            throw new ErrnoException(Errno.ENOTDIR);
        }
        if (names.size() > 0) {
            throw new ErrnoException(Errno.ENOTEMPTY);
        }
        tx.remove(found);
        tx.links(found.parent(), -1);
    }

    /** {@code rename(2)}: atomic; replaces what is there. */
    public void rename(String from, String to) throws ErrnoException {
        disk.edit(tx -> {
            Rename.run(view(tx), tx, parent(tx, from), parent(tx, to));
            return null;
        });
    }

    /** {@code chmod(2)}: follows symbolic links; for the owner and the superuser. */
    public void chmod(String path, int mode) throws ErrnoException {
        disk.edit(tx -> {
            Walk.Found found = find(view(tx), path, true);
            requireThere(found);
            if (found.ino() < 0) {
                throw new ErrnoException(Errno.EPERM);
            }
            Inode inode = tx.inode(found.ino());
            Permissions.requireOwner(inode, who);
            boolean keepsGroup = Permissions.keepsSetGid(who, inode.gid());
            int bits = mode & 07777 & (keepsGroup ? ~0 : ~Permissions.SET_GID);
            tx.put(found.ino(), inode.withMode(bits, tx.now()));
            tx.touched(found.path());
            return null;
        });
    }

    /**
     * {@code chown(2)}, or {@code lchown(2)} when {@code follow} is false; -1 leaves an id as it is. The owner may give
     * the file to a group of his; all else is the superuser's.
     */
    public void chown(String path, int uid, int gid, boolean follow) throws ErrnoException {
        disk.edit(tx -> {
            Walk.Found found = find(view(tx), path, follow);
            requireThere(found);
            if (found.ino() < 0) {
                throw new ErrnoException(Errno.EPERM);
            }
            Inode inode = tx.inode(found.ino());
            boolean owner = who.uid() == inode.uid();
            boolean mayGroup = gid == -1 || owner && (who.in(gid) || gid == inode.gid());
            boolean mayUser = uid == -1 || owner && uid == inode.uid();
            boolean folder = inode.type() == FileType.DIRECTORY;
            int mode = folder ? inode.mode() : Permissions.withoutPrivileges(inode, who);
            if (!who.isRoot() && !(mayGroup && mayUser && (owner || mode == inode.mode()))) {
                throw new ErrnoException(Errno.EPERM);
            }
            tx.put(
                    found.ino(),
                    inode.withOwner(uid == -1 ? inode.uid() : uid, gid == -1 ? inode.gid() : gid, mode, tx.now()));
            tx.touched(found.path());
            return null;
        });
    }

    /** {@code utimensat(2)}; null means now, which a writer may set, too. */
    public void utimes(String path, Instant atime, Instant mtime) throws ErrnoException {
        disk.edit(tx -> {
            Walk.Found found = find(view(tx), path, true);
            Inode inode = there(view(tx), found);
            if (found.ino() < 0) {
                Permissions.require(inode, who, Permissions.WRITE);
                return null; // such files have the time at which they are looked at
            }
            if (atime != null || mtime != null) {
                Permissions.requireOwner(inode, who);
            } else if (who.uid() != inode.uid()) {
                Permissions.require(inode, who, Permissions.WRITE);
            }
            tx.put(found.ino(), inode.withTimes(nanos(atime, tx.now()), nanos(mtime, tx.now()), tx.now()));
            tx.touched(found.path());
            return null;
        });
    }

    private static long nanos(Instant instant, long now) {
        return instant == null ? now : instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    /** {@code truncate(2)}. */
    public void truncate(String path, long size) throws ErrnoException {
        if (size < 0) {
            throw new ErrnoException(Errno.EINVAL);
        }
        disk.edit(tx -> {
            Walk.Found found = find(view(tx), path, true);
            Inode inode = there(view(tx), found);
            if (found.ino() < 0 && inode.type() == FileType.FILE) {
                Permissions.require(inode, who, Permissions.WRITE);
                return null; // the size of such files is 0 anyway
            }
            if (!(inode.body() instanceof Content)) {
                throw new ErrnoException(inode.body() instanceof Names ? Errno.EISDIR : Errno.EINVAL);
            }
            Permissions.require(inode, who, Permissions.WRITE);
            tx.add(new Edit.Truncate(found.ino(), size));
            tx.written(found.ino(), who);
            tx.touched(found.path());
            return null;
        });
    }

    /** Makes an inode with a mode that the umask cuts; in a set-gid folder it gets the folder's group. */
    int create(Transaction tx, Walk.Found at, int mode, Body body) throws ErrnoException {
        Inode folder = tx.inode(at.parent());
        Permissions.require(folder, who, Permissions.WRITE | Permissions.EXECUTE);
        boolean inherits = (folder.mode() & Permissions.SET_GID) != 0;
        boolean directory = body instanceof Names;
        int bits = body instanceof Body.Target ? mode : mode & ~umask;
        boolean foreign = inherits && (mode & 0010) != 0 && !Permissions.keepsSetGid(who, folder.gid());
        if (inherits && directory) {
            bits |= Permissions.SET_GID;
        } else if (foreign) {
            bits &= ~Permissions.SET_GID;
        }
        int gid = inherits ? folder.gid() : who.gid();
        Inode inode = new Inode(bits, who.uid(), gid, directory ? 2 : 1, tx.now(), tx.now(), tx.now(), body);
        int ino = tx.create(at, inode);
        if (directory) {
            tx.links(at.parent(), 1);
        }
        return ino;
    }

    /** A name that must be free; only a folder's may have a slash at its end. */
    private Walk.Found vacant(Transaction tx, String path, boolean directory) throws ErrnoException {
        Walk.Found parent = parent(tx, path);
        if (parent.last() != Walk.Last.NAME) {
            throw new ErrnoException(Errno.EEXIST);
        }
        Walk.Found found = parent.in(view(tx));
        if (found.ino() != 0) {
            throw new ErrnoException(Errno.EEXIST);
        }
        if (found.isComputed() || found.slash() && !directory) {
            throw new ErrnoException(Errno.ENOENT);
        }
        return found;
    }

    /** What this access sees now. */
    private View view() {
        return new View(disk, disk.tree(), who, caller);
    }

    /** What a call sees that changes the disk. */
    View view(Transaction tx) {
        return new View(disk, tx.tree(), who, caller);
    }

    Walk.Found find(View view, String path, boolean followLast) throws ErrnoException {
        return Walk.find(view, cwd, path, followLast);
    }

    Walk.Found parent(Transaction tx, String path) throws ErrnoException {
        return Walk.parent(view(tx), cwd, path);
    }

    /** An open file whose content is worked out when it is read, by then perhaps by another program. */
    OpenFile computed(Walk.Found found, Set<Open> flags) {
        return new OpenFile(
                disk,
                who,
                found.ino(),
                found.path(),
                flags,
                () -> disk.computed().read(found.ino(), who, caller));
    }

    private static Stat stat(View view, Walk.Found found) throws ErrnoException {
        return Stat.of(found.ino(), there(view, found));
    }

    /** The inode of what must be there. */
    private static Inode there(View view, Walk.Found found) throws ErrnoException {
        Inode inode = found.ino() == 0 ? null : view.inode(found.ino());
        if (inode == null) {
            throw new ErrnoException(Errno.ENOENT);
        }
        return inode;
    }

    private static void requireThere(Walk.Found found) throws ErrnoException {
        if (found.ino() == 0) {
            throw new ErrnoException(Errno.ENOENT);
        }
    }

    /** What is to be removed must be the disk's own: computed files cannot be, and their mount point is in use. */
    private void requireOwn(Walk.Found found) throws ErrnoException {
        if (found.isComputed()) {
            boolean mount = found.parent() >= 0;
            throw new ErrnoException(!who.isRoot() ? Errno.EACCES : mount ? Errno.EBUSY : Errno.EPERM);
        }
    }
}
