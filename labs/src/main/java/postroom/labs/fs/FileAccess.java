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
 */
public record FileAccess(Disk disk, Credentials who, String cwd, int umask) {

    /** The superuser's access, from the root folder. */
    public static FileAccess root(Disk disk) {
        return new FileAccess(disk, Credentials.ROOT, "/", 022);
    }

    /** The same disk in another's name. */
    public FileAccess as(Credentials other) {
        return new FileAccess(disk, other, cwd, umask);
    }

    /** {@code stat(2)}: follows symbolic links. */
    public Stat stat(String path) throws ErrnoException {
        Tree tree = disk.tree();
        return stat(tree, Walk.find(tree, who, cwd, path, true));
    }

    /** {@code lstat(2)}: of a symbolic link itself. */
    public Stat lstat(String path) throws ErrnoException {
        Tree tree = disk.tree();
        return stat(tree, Walk.find(tree, who, cwd, path, false));
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
        Walk.Found found = Walk.find(disk.tree(), who, cwd, path, true);
        requireThere(found);
        return found.path();
    }

    /** {@code access(2)} with 4 for reading, 2 for writing, 1 for executing, or a sum of them; 0 for existence. */
    public boolean allows(String path, int wanted) {
        Tree tree = disk.tree();
        try {
            Walk.Found found = Walk.find(tree, who, cwd, path, true);
            return found.ino() != 0 && Permissions.allowed(tree.inode(found.ino()), who, wanted);
        } catch (ErrnoException unreachable) {
            return false;
        }
    }

    /**
     * {@code readdir(3)}, without {@code .} and {@code ..}: what came with the image, by hashes as with ext4, and then,
     * newest first as with tmpfs, what was made later.
     */
    public List<DirectoryEntry> list(String path) throws ErrnoException {
        Tree tree = disk.tree();
        Walk.Found found = Walk.find(tree, who, cwd, path, true);
        requireThere(found);
        Inode inode = tree.inode(found.ino());
        if (!(inode.body() instanceof Names names)) {
            throw new ErrnoException(Errno.ENOTDIR);
        }
        Permissions.require(inode, who, Permissions.READ);
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
        Tree tree = disk.tree();
        Walk.Found found = Walk.find(tree, who, cwd, path, false);
        requireThere(found);
        if (tree.inode(found.ino()).body() instanceof Body.Target target) {
            return target.path();
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
        if (!writes && !flags.contains(Open.CREATE)) {
            Tree tree = disk.tree();
            Walk.Found found = Walk.find(tree, who, cwd, path, !flags.contains(Open.NOFOLLOW));
            requireThere(found);
            requireOpenable(tree.inode(found.ino()), flags);
            return new OpenFile(disk, found.ino(), found.path(), flags);
        }
        return disk.edit(tx -> openToWrite(tx, path, flags, mode));
    }

    private OpenFile openToWrite(Transaction tx, String path, Set<Open> flags, int mode) throws ErrnoException {
        boolean follow = !flags.contains(Open.NOFOLLOW) && !flags.contains(Open.EXCLUSIVE);
        Walk.Found found = Walk.find(tx.tree(), who, cwd, path, follow);
        if (found.ino() == 0) {
            if (!flags.contains(Open.CREATE)) {
                throw new ErrnoException(Errno.ENOENT);
            }
            if (found.slash()) {
                throw new ErrnoException(Errno.EISDIR);
            }
            int ino = create(tx, found, mode & ~umask & 07777, Content.EMPTY);
            return new OpenFile(disk, ino, found.path(), flags);
        }
        if (flags.contains(Open.CREATE) && flags.contains(Open.EXCLUSIVE)) {
            throw new ErrnoException(Errno.EEXIST);
        }
        Inode inode = tx.inode(found.ino());
        requireOpenable(inode, flags);
        if (flags.contains(Open.TRUNCATE) && inode.size() > 0) {
            tx.add(new Edit.Truncate(found.ino(), 0));
            Inode now = tx.inode(found.ino());
            tx.put(found.ino(), now.withTimes(now.atime(), tx.now(), tx.now()));
            tx.touched(found.path());
        }
        return new OpenFile(disk, found.ino(), found.path(), flags);
    }

    private void requireOpenable(Inode inode, Set<Open> flags) throws ErrnoException {
        boolean writes = flags.contains(Open.WRITE) || flags.contains(Open.APPEND);
        if (inode.body() instanceof Body.Target) {
            throw new ErrnoException(Errno.ELOOP);
        }
        if (inode.body() instanceof Names && writes) {
            throw new ErrnoException(Errno.EISDIR);
        }
        boolean reads = flags.contains(Open.READ) || !writes;
        Permissions.require(inode, who, (reads ? Permissions.READ : 0) | (writes ? Permissions.WRITE : 0));
        if (!(inode.body() instanceof Content) && !(inode.body() instanceof Names)) {
            throw new ErrnoException(Errno.ENXIO);
        }
    }

    /** All bytes of a file; {@code EFBIG} over 64 MiB. */
    public byte[] readAll(String path) throws ErrnoException {
        Tree tree = disk.tree();
        Walk.Found found = Walk.find(tree, who, cwd, path, true);
        requireThere(found);
        Inode inode = tree.inode(found.ino());
        requireOpenable(inode, EnumSet.of(Open.READ));
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
            Walk.Found found = vacant(tx, path);
            create(tx, found, mode & ~umask & 01777, Names.EMPTY);
            return null;
        });
    }

    /** {@code symlink(2)}: makes {@code path} point to {@code target}, which need not exist. */
    public void symlink(String target, String path) throws ErrnoException {
        if (target.isEmpty()) {
            throw new ErrnoException(Errno.ENOENT);
        }
        disk.edit(tx -> {
            create(tx, vacant(tx, path), 0777, new Body.Target(target));
            return null;
        });
    }

    /** {@code mkfifo(3)}. */
    public void mkfifo(String path, int mode) throws ErrnoException {
        disk.edit(tx -> {
            create(tx, vacant(tx, path), mode & ~umask & 07777, Body.Special.FIFO);
            return null;
        });
    }

    /** The name that {@code bind(2)} gives to a UNIX socket. */
    public void mksocket(String path, int mode) throws ErrnoException {
        disk.edit(tx -> {
            create(tx, vacant(tx, path), mode & ~umask & 07777, Body.Special.SOCKET);
            return null;
        });
    }

    /** {@code mknod(2)} of a character device; for the superuser. */
    public void mknod(String path, int mode, int major, int minor) throws ErrnoException {
        if (!who.isRoot()) {
            throw new ErrnoException(Errno.EPERM);
        }
        disk.edit(tx -> {
            create(tx, vacant(tx, path), mode & ~umask & 07777, new Body.Device(major, minor));
            return null;
        });
    }

    /** {@code link(2)}: a second name for a file. */
    public void link(String existing, String path) throws ErrnoException {
        disk.edit(tx -> {
            Walk.Found from = Walk.find(tx.tree(), who, cwd, existing, false);
            requireThere(from);
            Walk.Found to = vacant(tx, path);
            Inode inode = tx.inode(from.ino());
            if (inode.type() == FileType.DIRECTORY) {
                throw new ErrnoException(Errno.EPERM);
            }
            Permissions.require(tx.inode(to.parent()), who, Permissions.WRITE | Permissions.EXECUTE);
            tx.put(from.ino(), inode.withLinks(inode.links() + 1, tx.now()));
            tx.enter(to, from.ino());
            return null;
        });
    }

    /** {@code unlink(2)}. */
    public void unlink(String path) throws ErrnoException {
        disk.edit(tx -> {
            Walk.Found found = Walk.find(tx.tree(), who, cwd, path, false);
            requireThere(found);
            Inode victim = tx.inode(found.ino());
            Permissions.requireRemoval(tx.inode(found.parent()), victim, who);
            if (victim.type() == FileType.DIRECTORY) {
                throw new ErrnoException(Errno.EISDIR);
            }
            tx.remove(found);
            return null;
        });
    }

    /** {@code rmdir(2)}. */
    public void rmdir(String path) throws ErrnoException {
        disk.edit(tx -> {
            Walk.Found found = Walk.find(tx.tree(), who, cwd, path, false);
            requireThere(found);
            if (path.equals(".") || path.endsWith("/.")) {
                throw new ErrnoException(Errno.EINVAL);
            }
            if (found.name().isEmpty()) {
                throw new ErrnoException(Errno.EBUSY);
            }
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
            return null;
        });
    }

    /** {@code rename(2)}: atomic; replaces what is there. */
    public void rename(String from, String to) throws ErrnoException {
        disk.edit(tx -> {
            Rename.run(tx, who, cwd, from, to);
            return null;
        });
    }

    /** {@code chmod(2)}: follows symbolic links; for the owner and the superuser. */
    public void chmod(String path, int mode) throws ErrnoException {
        disk.edit(tx -> {
            Walk.Found found = Walk.find(tx.tree(), who, cwd, path, true);
            requireThere(found);
            Inode inode = tx.inode(found.ino());
            Permissions.requireOwner(inode, who);
            boolean keepsGroup = who.isRoot() || who.in(inode.gid());
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
            Walk.Found found = Walk.find(tx.tree(), who, cwd, path, follow);
            requireThere(found);
            Inode inode = tx.inode(found.ino());
            boolean ownGroup = who.uid() == inode.uid() && (gid == -1 || who.in(gid) || gid == inode.gid());
            if (!who.isRoot() && !(ownGroup && (uid == -1 || uid == inode.uid()))) {
                throw new ErrnoException(Errno.EPERM);
            }
            int mode = inode.type() == FileType.FILE && (inode.mode() & 0111) != 0
                    ? inode.mode() & ~(Permissions.SET_UID | Permissions.SET_GID)
                    : inode.mode();
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
            Walk.Found found = Walk.find(tx.tree(), who, cwd, path, true);
            requireThere(found);
            Inode inode = tx.inode(found.ino());
            if (atime != null || mtime != null || !Permissions.allowed(inode, who, Permissions.WRITE)) {
                Permissions.requireOwner(inode, who);
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
        OpenFile file = open(path, EnumSet.of(Open.WRITE), 0);
        try {
            file.truncate(size);
        } finally {
            file.close();
        }
    }

    private int create(Transaction tx, Walk.Found at, int mode, Body body) throws ErrnoException {
        Inode folder = tx.inode(at.parent());
        Permissions.require(folder, who, Permissions.WRITE | Permissions.EXECUTE);
        boolean inherits = (folder.mode() & Permissions.SET_GID) != 0;
        boolean directory = body instanceof Names;
        int bits = inherits && directory ? mode | Permissions.SET_GID : mode;
        int gid = inherits ? folder.gid() : who.gid();
        Inode inode = new Inode(bits, who.uid(), gid, directory ? 2 : 1, tx.now(), tx.now(), tx.now(), body);
        int ino = tx.create(at, inode);
        if (directory) {
            tx.links(at.parent(), 1);
        }
        return ino;
    }

    /** A name that must be free. */
    private Walk.Found vacant(Transaction tx, String path) throws ErrnoException {
        Walk.Found found = Walk.find(tx.tree(), who, cwd, path, false);
        if (found.ino() != 0) {
            throw new ErrnoException(Errno.EEXIST);
        }
        return found;
    }

    private static Stat stat(Tree tree, Walk.Found found) throws ErrnoException {
        requireThere(found);
        return Stat.of(found.ino(), tree.inode(found.ino()));
    }

    private static void requireThere(Walk.Found found) throws ErrnoException {
        if (found.ino() == 0) {
            throw new ErrnoException(Errno.ENOENT);
        }
    }
}
