package postroom.labs.fs;

/**
 * A file, whatever its names.
 *
 * @param mode permission bits with set-uid, set-gid and sticky: 07777
 * @param links how many names it has; 0 while it is only held open
 * @param mtime nanoseconds since 1970, as are {@code ctime} and {@code atime}
 */
record Inode(int mode, int uid, int gid, int links, long mtime, long ctime, long atime, Body body) {
    FileType type() {
        if (body instanceof Body.Computed computed) {
            return computed.type();
        } else if (body instanceof Content) {
            return FileType.FILE;
        } else if (body instanceof Names) {
            return FileType.DIRECTORY;
        } else if (body instanceof Body.Target) {
            return FileType.SYMLINK;
        } else if (body instanceof Body.Device) {
            return FileType.DEVICE;
        }
        return body == Body.Special.FIFO ? FileType.FIFO : FileType.SOCKET;
    }

    Inode withMode(int newMode, long now) {
        return new Inode(newMode, uid, gid, links, mtime, now, atime, body);
    }

    Inode withOwner(int newUid, int newGid, int newMode, long now) {
        return new Inode(newMode, newUid, newGid, links, mtime, now, atime, body);
    }

    Inode withLinks(int newLinks, long now) {
        return new Inode(mode, uid, gid, newLinks, mtime, now, atime, body);
    }

    Inode withTimes(long newAtime, long newMtime, long now) {
        return new Inode(mode, uid, gid, links, newMtime, now, newAtime, body);
    }

    long size() {
        if (body instanceof Content content) {
            return content.size();
        } else if (body instanceof Names) {
            return Content.CHUNK;
        } else if (body instanceof Body.Computed computed) {
            return computed.size();
        }
        return body instanceof Body.Target target ? Walk.bytes(target.path()) : 0;
    }
}
