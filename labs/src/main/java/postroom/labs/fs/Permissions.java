package postroom.labs.fs;

import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** Who may do what with a file ({@code path_resolution(7)}): the only place where that is decided. */
final class Permissions {
    static final int READ = 4;
    static final int WRITE = 2;
    static final int EXECUTE = 1;
    static final int STICKY = 01000;
    static final int SET_GID = 02000;
    static final int SET_UID = 04000;

    private Permissions() {}

    static boolean allowed(Inode inode, Credentials who, int wanted) {
        if (who.isRoot()) {
            boolean executes = (wanted & EXECUTE) != 0;
            return !executes || inode.type() == FileType.DIRECTORY || (inode.mode() & 0111) != 0;
        }
        int granted;
        if (inode.uid() == who.uid()) {
            granted = inode.mode() >> 6;
        } else if (who.in(inode.gid())) {
            granted = inode.mode() >> 3;
        } else {
            granted = inode.mode();
        }
        return (granted & wanted) == wanted;
    }

    static void require(Inode inode, Credentials who, int wanted) throws ErrnoException {
        if (!allowed(inode, who, wanted)) {
            throw new ErrnoException(Errno.EACCES);
        }
    }

    static void requireOwner(Inode inode, Credentials who) throws ErrnoException {
        if (!who.isRoot() && who.uid() != inode.uid()) {
            throw new ErrnoException(Errno.EPERM);
        }
    }

    /** True if somebody may keep a file's set-gid bit: he is in its group, or the superuser. */
    static boolean keepsSetGid(Credentials who, int gid) {
        return who.isRoot() || who.in(gid);
    }

    /** The mode that a file has after somebody who is not the superuser wrote into it: set-uid and set-gid are gone. */
    static int afterWriting(Inode inode, Credentials who) {
        return who.isRoot() || inode.type() != FileType.FILE ? inode.mode() : withoutPrivileges(inode, who);
    }

    /** The mode without set-uid, and without set-gid unless that is no more than a mark in a group of one's own. */
    static int withoutPrivileges(Inode inode, Credentials who) {
        boolean executable = (inode.mode() & 0010) != 0;
        int mode = inode.mode() & ~SET_UID;
        return executable || !keepsSetGid(who, inode.gid()) ? mode & ~SET_GID : mode;
    }

    /** A name may be taken out of a folder: write and search permission, and the sticky bit's rule. */
    static void requireRemoval(Inode directory, Inode victim, Credentials who) throws ErrnoException {
        require(directory, who, WRITE | EXECUTE);
        boolean sticky = (directory.mode() & STICKY) != 0;
        if (sticky && !who.isRoot() && who.uid() != victim.uid() && who.uid() != directory.uid()) {
            throw new ErrnoException(Errno.EPERM);
        }
    }
}
