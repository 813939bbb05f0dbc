package postroom.labs.fs;

import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code rename(2)}, whose rules are the longest of all; they are looked at in the kernel's order. */
final class Rename {
    private Rename() {}

    static void run(View view, Transaction tx, Walk.Found from, Walk.Found to) throws ErrnoException {
        Credentials who = view.who();
        if (from.last() != Walk.Last.NAME || to.last() != Walk.Last.NAME) {
            throw new ErrnoException(Errno.EBUSY);
        }
        Walk.Found source = from.in(view);
        if (source.ino() == 0) {
            throw new ErrnoException(Errno.ENOENT);
        }
        Walk.Found target = to.in(view);
        if (source.isComputed() || target.isComputed()) {
            boolean across = source.parent() < 0 ^ target.parent() < 0;
            throw new ErrnoException(across ? Errno.EXDEV : source.parent() < 0 ? Errno.EPERM : Errno.EBUSY);
        }
        Inode moved = tx.inode(source.ino());
        boolean directory = moved.type() == FileType.DIRECTORY;
        if (!directory && (source.slash() || target.slash())) {
            throw new ErrnoException(Errno.ENOTDIR);
        }
        if ((target.path() + "/").startsWith(source.path() + "/")
                && !target.path().equals(source.path())) {
            throw new ErrnoException(Errno.EINVAL);
        }
        if ((source.path() + "/").startsWith(target.path() + "/")
                && !target.path().equals(source.path())) {
            throw new ErrnoException(Errno.ENOTEMPTY);
        }
        if (source.ino() == target.ino()) {
            return;
        }
        Permissions.requireRemoval(tx.inode(source.parent()), moved, who);
        if (target.ino() == 0) {
            Permissions.require(tx.inode(target.parent()), who, Permissions.WRITE | Permissions.EXECUTE);
        } else {
            mayReplace(tx, who, target, directory);
        }
        if (directory && source.parent() != target.parent()) {
            Permissions.require(moved, who, Permissions.WRITE); // its ".." is written
        }
        if (target.ino() != 0) {
            replace(tx, target);
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

    private static void mayReplace(Transaction tx, Credentials who, Walk.Found target, boolean directory)
            throws ErrnoException {
        Inode victim = tx.inode(target.ino());
        Permissions.requireRemoval(tx.inode(target.parent()), victim, who);
        if (directory && !(victim.body() instanceof Names)) {
            throw new ErrnoException(Errno.ENOTDIR);
        }
        if (!directory && victim.body() instanceof Names) {
            throw new ErrnoException(Errno.EISDIR);
        }
    }

    private static void replace(Transaction tx, Walk.Found target) throws ErrnoException {
        if (tx.inode(target.ino()).body() instanceof Names names) {
            if (names.size() > 0) {
                throw new ErrnoException(Errno.ENOTEMPTY);
            }
            tx.links(target.parent(), -1);
        }
        tx.remove(target);
    }
}
