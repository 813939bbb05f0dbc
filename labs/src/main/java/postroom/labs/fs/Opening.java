package postroom.labs.fs;

import java.util.Set;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code open(2)} of what is to be written, cut or made: its rules in the kernel's order. */
record Opening(FileAccess files, Transaction tx, Set<Open> flags) {
    OpenFile openToWrite(String path, int mode) throws ErrnoException {
        boolean creates = flags.contains(Open.CREATE);
        boolean exclusive = creates && flags.contains(Open.EXCLUSIVE);
        Walk.Found found =
                creates ? toCreate(path, exclusive) : files.find(files.view(tx), path, !flags.contains(Open.NOFOLLOW));
        if (found.ino() == 0) {
            if (!creates || found.isComputed()) {
                throw new ErrnoException(Errno.ENOENT);
            }
            int ino = files.create(tx, found, mode & 07777, Content.EMPTY);
            return new OpenFile(files.disk(), files.who(), ino, found.path(), flags);
        }
        Inode inode = files.view(tx).inode(found.ino());
        if (inode == null) {
            throw new ErrnoException(Errno.ENOENT);
        }
        if (exclusive) {
            throw new ErrnoException(Errno.EEXIST);
        }
        if (creates && inode.type() == FileType.DIRECTORY) {
            throw new ErrnoException(Errno.EISDIR);
        }
        if (found.ino() < 0) {
            require(inode, files.who(), flags);
            return files.computed(found, flags);
        }
        if (creates && !files.disk().protection().opens(tx.inode(found.parent()), inode, files.who())) {
            throw new ErrnoException(Errno.EACCES);
        }
        require(inode, files.who(), flags);
        if (flags.contains(Open.TRUNCATE)) {
            tx.add(new Edit.Truncate(found.ino(), 0));
            tx.written(found.ino(), files.who());
            tx.touched(found.path());
        }
        return new OpenFile(files.disk(), files.who(), found.ino(), found.path(), flags);
    }

    /** Where a file is to be made unless it is there: no folder, so not a path with a slash at its end. */
    private Walk.Found toCreate(String path, boolean exclusive) throws ErrnoException {
        Walk.Found named = files.parent(tx, path);
        if (named.last() != Walk.Last.NAME || named.slash()) {
            throw new ErrnoException(exclusive && named.last() != Walk.Last.NAME ? Errno.EEXIST : Errno.EISDIR);
        }
        Walk.Found found = named.in(files.view(tx));
        Inode there = found.ino() == 0 ? null : files.view(tx).inode(found.ino());
        boolean link = there != null && there.type() == FileType.SYMLINK;
        if (!link || exclusive || flags.contains(Open.NOFOLLOW)) {
            return found;
        }
        Walk.Found target = files.find(files.view(tx), path, true);
        if (target.slash() || target.last() != Walk.Last.NAME) {
            throw new ErrnoException(Errno.EISDIR);
        }
        return target;
    }

    /** Whether there is a file or folder that somebody may open so. */
    static void require(Inode inode, Credentials who, Set<Open> flags) throws ErrnoException {
        boolean writes = flags.contains(Open.WRITE) || flags.contains(Open.APPEND);
        if (inode.type() == FileType.SYMLINK) {
            throw new ErrnoException(Errno.ELOOP);
        }
        if (inode.type() == FileType.DIRECTORY && (writes || flags.contains(Open.TRUNCATE))) {
            throw new ErrnoException(Errno.EISDIR);
        }
        boolean reads = flags.contains(Open.READ) || !writes;
        boolean changes = writes || flags.contains(Open.TRUNCATE);
        Permissions.require(inode, who, (reads ? Permissions.READ : 0) | (changes ? Permissions.WRITE : 0));
        if (inode.type() != FileType.FILE && inode.type() != FileType.DIRECTORY) {
            throw new ErrnoException(Errno.ENXIO);
        }
    }
}
