package postroom.labs.fs;

import java.util.Set;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Shared;

/**
 * An open file ({@code open(2)}): it follows the inode, so it goes on when the name is moved or removed.
 *
 * <p>Not for use by two threads at the same position at once: {@code dup}ed descriptors share the position, as they
 * should.
 */
public final class OpenFile extends Shared {
    private final Disk disk;
    private final Credentials who;
    private final int ino;
    private final String path;
    private final boolean reads;
    private final boolean writes;
    private final boolean appends;
    private final Computed computed;
    private byte[] content;
    private long position;

    OpenFile(Disk disk, Credentials who, int ino, String path, Set<Open> flags) {
        this(disk, who, ino, path, flags, null);
    }

    /**
     * An open file of a disk, or one of its {@link ComputedFiles}.
     *
     * @param computed works out, when it is first read, what is in it; null for a file of the disk
     */
    OpenFile(Disk disk, Credentials who, int ino, String path, Set<Open> flags, Computed computed) {
        this.computed = computed;
        this.disk = disk;
        this.who = who;
        this.ino = ino;
        this.path = path;
        this.writes = flags.contains(Open.WRITE) || flags.contains(Open.APPEND);
        this.reads = flags.contains(Open.READ) || !writes;
        this.appends = flags.contains(Open.APPEND);
        if (computed == null) {
            disk.opened(ino);
        }
    }

    /** The content of a computed file. */
    interface Computed {
        byte[] content() throws ErrnoException;
    }

    int ino() {
        return ino;
    }

    /** The canonical path by which it was opened. */
    public String path() {
        return path;
    }

    /** For what it was opened, as {@code lsof} writes it: {@code r}, {@code w} or {@code u} for both. */
    public char access() {
        return reads && writes ? 'u' : writes ? 'w' : 'r';
    }

    /** What {@code fstat(2)} tells. */
    public Stat stat() throws ErrnoException {
        return Stat.of(ino, inode());
    }

    /** The offset of the next read or write, in bytes. */
    public synchronized long position() {
        return position;
    }

    /** Moves the offset ({@code lseek(2)}, SEEK_SET). */
    public synchronized void seek(long newPosition) throws ErrnoException {
        if (newPosition < 0) {
            throw new ErrnoException(Errno.EINVAL);
        }
        position = newPosition;
    }

    @Override
    public synchronized int tryRead(byte[] buffer, int offset, int length) throws ErrnoException {
        if (!reads) {
            throw new ErrnoException(Errno.EBADF);
        }
        Inode inode = inode();
        if (inode.type() == FileType.DIRECTORY) {
            throw new ErrnoException(Errno.EISDIR);
        }
        int n = length == 0 ? 0 : read(inode, buffer, offset, length);
        if (n > 0) {
            position += n;
        }
        return n;
    }

    private int read(Inode inode, byte[] buffer, int offset, int length) throws ErrnoException {
        if (computed == null) {
            return ((Content) inode.body()).read(position, buffer, offset, length);
        }
        if (content == null || position == 0) {
            content = computed.content();
        }
        int n = (int) Math.min(length, content.length - position);
        if (n <= 0) {
            return END;
        }
        System.arraycopy(content, (int) position, buffer, offset, n);
        return n;
    }

    @Override
    public synchronized int tryWrite(byte[] buffer, int offset, int length) throws ErrnoException {
        if (!writes) {
            throw new ErrnoException(Errno.EBADF);
        }
        if (length == 0) {
            return 0;
        }
        byte[] bytes = java.util.Arrays.copyOfRange(buffer, offset, offset + length);
        if (computed != null) {
            disk.computed().write(ino, bytes, who);
            return length;
        }
        position = disk.edit(tx -> {
            Inode inode = present(tx.inode(ino));
            long at = appends ? inode.size() : position;
            tx.add(new Edit.Write(ino, at, bytes));
            if (tx.tree().stored() > disk.storeLimit()) {
                throw new ErrnoException(Errno.ENOSPC);
            }
            tx.written(ino, who);
            tx.touched(path);
            return at + bytes.length;
        });
        return length;
    }

    /** Cuts or extends the file ({@code ftruncate(2)}). */
    public void truncate(long size) throws ErrnoException {
        if (!writes) {
            throw new ErrnoException(Errno.EINVAL);
        }
        if (computed != null) {
            return;
        }
        disk.edit(tx -> {
            present(tx.inode(ino));
            tx.add(new Edit.Truncate(ino, size));
            tx.written(ino, who);
            tx.touched(path);
            return null;
        });
    }

    /** Changes the permission bits ({@code fchmod(2)}). */
    public void chmod(int mode) throws ErrnoException {
        if (computed != null) {
            throw new ErrnoException(Errno.EPERM);
        }
        disk.edit(tx -> {
            tx.put(ino, present(tx.inode(ino)).withMode(mode & 07777, tx.now()));
            tx.touched(path);
            return null;
        });
    }

    @Override
    public boolean readable() {
        return true;
    }

    private Inode inode() throws ErrnoException {
        return present(new View(disk, disk.tree(), who, 0).inode(ino));
    }

    /** The disk may have been put back to a time before this file: then it is gone, as on a disk that was taken out. */
    private static Inode present(Inode inode) throws ErrnoException {
        if (inode == null) {
            throw new ErrnoException(Errno.EIO);
        }
        return inode;
    }

    @Override
    protected void closed() {
        disk.locks().unlock(this);
        if (computed == null) {
            disk.released(ino);
        }
    }
}
