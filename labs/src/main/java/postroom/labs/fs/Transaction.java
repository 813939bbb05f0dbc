package postroom.labs.fs;

import java.util.ArrayList;
import java.util.List;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** The edits of one system call in the making: seen by the call itself, by nobody else before it is done. */
final class Transaction {
    private final List<Edit> edits = new ArrayList<>(4);
    private final List<String> paths = new ArrayList<>(2);
    private final Disk disk;
    private final long now;
    private Tree tree;

    Transaction(Disk disk, Tree tree, long now) {
        this.disk = disk;
        this.tree = tree;
        this.now = now;
    }

    Tree tree() {
        return tree;
    }

    long now() {
        return now;
    }

    List<Edit> edits() {
        return edits;
    }

    List<String> paths() {
        return paths;
    }

    Inode inode(int ino) {
        return tree.inode(ino);
    }

    void add(Edit edit) {
        edits.add(edit);
        tree = tree.apply(List.of(edit));
    }

    void touched(String path) {
        paths.add(path);
    }

    void put(int ino, Inode inode) {
        add(new Edit.Put(ino, Tree.emptied(inode)));
    }

    /** Makes a new inode under a name. */
    int create(Walk.Found at, Inode inode) throws ErrnoException {
        if (tree.inodes() >= disk.inodeLimit()) {
            throw new ErrnoException(Errno.ENOSPC);
        }
        int ino = tree.next();
        put(ino, inode);
        enter(at, ino);
        return ino;
    }

    /** Puts a name into its folder. */
    void enter(Walk.Found at, int ino) {
        add(new Edit.Entry(at.parent(), at.name(), ino));
        modified(at.parent());
        touched(at.path());
    }

    /** Takes a name out of its folder, and the inode away if that was its last name and nobody holds it open. */
    void remove(Walk.Found at) {
        add(new Edit.Entry(at.parent(), at.name(), 0));
        modified(at.parent());
        Inode inode = inode(at.ino());
        int left = inode.type() == FileType.DIRECTORY ? 0 : inode.links() - 1;
        if (left > 0 || disk.isOpen(at.ino())) {
            put(at.ino(), inode.withLinks(left, now));
        } else {
            add(new Edit.Drop(at.ino()));
        }
        touched(at.path());
    }

    /** A folder's modification time. */
    void modified(int directory) {
        Inode inode = inode(directory);
        put(directory, inode.withTimes(inode.atime(), now, now));
    }

    /** A file's times after a write, and its mode, which loses set-uid and set-gid unless the superuser wrote. */
    void written(int ino, Credentials who) {
        Inode inode = inode(ino);
        Inode timed = inode.withTimes(inode.atime(), now, now);
        put(ino, timed.withMode(Permissions.afterWriting(inode, who), now));
    }

    void links(int directory, int change) {
        Inode inode = inode(directory);
        put(directory, inode.withLinks(inode.links() + change, now));
    }
}
