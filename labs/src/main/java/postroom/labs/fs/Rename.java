package postroom.labs.fs;

import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code rename(2)}, whose rules are the longest of all. */
final class Rename {
    private Rename() {}

    static void run(Transaction tx, Credentials who, String cwd, String from, String to) throws ErrnoException {
        Walk.Found source = Walk.find(tx.tree(), who, cwd, from, false);
        if (source.ino() == 0) {
            throw new ErrnoException(Errno.ENOENT);
        }
        Walk.Found target = Walk.find(tx.tree(), who, cwd, to, false);
        if (source.name().isEmpty() || target.name().isEmpty()) {
            throw new ErrnoException(Errno.EBUSY);
        }
        if (source.ino() == target.ino()) {
            return;
        }
        Inode moved = tx.inode(source.ino());
        boolean directory = moved.type() == FileType.DIRECTORY;
        Permissions.requireRemoval(tx.inode(source.parent()), moved, who);
        if (directory && (target.path() + "/").startsWith(source.path() + "/")) {
            throw new ErrnoException(Errno.EINVAL);
        }
        if (!directory && target.slash()) {
            throw new ErrnoException(Errno.ENOTDIR);
        }
        if (target.ino() == 0) {
            Permissions.require(tx.inode(target.parent()), who, Permissions.WRITE | Permissions.EXECUTE);
        } else {
            replace(tx, who, source, target, directory);
        }
        tx.add(new Edit.Entry(source.parent(), source.name(), 0));
        tx.modified(source.parent());
        tx.touched(source.path());
        tx.enter(target, source.ino());
        tx.put(source.ino(), tx.inode(source.ino()).withLinks(moved.links(), tx.now()));
        if (directory && source.parent() != target.parent()) {
            tx.links(source.parent(), -1);
            tx.links(target.parent(), 1);
        }
    }

    private static void replace(
            Transaction tx, Credentials who, Walk.Found source, Walk.Found target, boolean directory)
            throws ErrnoException {
        Inode victim = tx.inode(target.ino());
        Permissions.requireRemoval(tx.inode(target.parent()), victim, who);
        if (directory && !(victim.body() instanceof Names)) {
            throw new ErrnoException(Errno.ENOTDIR);
        }
        if (!directory && victim.body() instanceof Names) {
            throw new ErrnoException(Errno.EISDIR);
        }
        if (victim.body() instanceof Names names) {
            if (names.size() > 0 || (source.path() + "/").startsWith(target.path() + "/")) {
                throw new ErrnoException(Errno.ENOTEMPTY);
            }
            tx.links(target.parent(), -1);
        }
        tx.remove(target);
    }
}
