package postroom.labs.fs;

import java.time.Instant;
import postroom.labs.io.ErrnoException;

/**
 * What somebody sees: the files of a disk at one moment, and in one folder of theirs the {@link ComputedFiles}.
 *
 * @param caller the process that looks; 0 if none does
 */
record View(Disk disk, Tree tree, Credentials who, int caller) {
    /** The inode of a number; of a computed file one that is made for the purpose. Null if it has gone. */
    Inode inode(int ino) {
        if (ino >= 0) {
            return tree.inode(ino);
        }
        ComputedFiles.Node node = disk.computed().node(ino);
        if (node == null) {
            return null;
        }
        Instant instant = disk.now();
        long now = instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
        Body body = new Body.Computed(node.type(), node.size());
        return new Inode(node.mode(), node.uid(), node.gid(), node.links(), now, now, now, body);
    }

    /** Whether there is a folder of this number. */
    boolean isFolder(int ino) {
        Inode inode = inode(ino);
        return inode != null && inode.type() == FileType.DIRECTORY;
    }

    /** The number of a name in a folder, on the other side of a mount point if it is one; 0 if there is none. */
    int entry(int folder, String name) {
        if (folder < 0) {
            return disk.computed().lookup(folder, name, caller);
        }
        int ino = tree.inode(folder).body() instanceof Names names ? names.get(name) : 0;
        return ino != 0 && isMountPoint(folder, name) ? ComputedFiles.ROOT : ino;
    }

    private boolean isMountPoint(int folder, String name) {
        ComputedFiles computed = disk.computed();
        return computed != null && folder == Tree.ROOT && computed.mountPoint().equals(name);
    }

    /** Where a symbolic link points; null if it stands for something without a path. */
    String target(int ino, Inode link) throws ErrnoException {
        if (link.body() instanceof Body.Target target) {
            return target.path();
        }
        String target = disk.computed().target(ino, who, caller);
        return disk.computed().behind(ino) == 0 ? target : null;
    }
}
