package postroom.labs.fs;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import postroom.labs.io.ErrnoException;

/**
 * A host's disk: a reference to an immutable {@link Tree}, one writer at a time, and a log of what was written.
 *
 * <p>Readers take {@link #tree()} and see one moment, whatever happens meanwhile. A writer holds the lock for the edit
 * of the tree, never across I/O. An operation returns after its edits are in the log.
 *
 * <p>Programs use a disk through {@link FileAccess}, which knows in whose name they act.
 */
public final class Disk {
    private final Object lock = new Object();
    private final InstantSource clock;
    private final Map<Integer, Integer> open = new HashMap<>();
    private final FileLocks locks = new FileLocks();
    private final CopyOnWriteArrayList<DiskListener> listeners = new CopyOnWriteArrayList<>();
    private final long storeLimit;
    private final int inodeLimit;
    private volatile Tree tree;
    private volatile EditLog log;
    private volatile ComputedFiles computed;
    private volatile SharedFolderProtection protection = SharedFolderProtection.USUAL;

    /**
     * A disk that holds {@code tree}.
     *
     * @param clock gives the time stamps of files
     * @param space bytes that may be stored beyond what the tree holds now; then {@code ENOSPC}
     * @param files inodes that may be made beyond those of the tree; then {@code ENOSPC}
     */
    public Disk(Tree tree, InstantSource clock, long space, int files) {
        this.tree = tree;
        this.clock = clock;
        this.storeLimit = tree.stored() + space;
        this.inodeLimit = tree.inodes() + files;
    }

    /** Shows {@code files} in the folder of the root folder that they name ({@code mount(2)}). */
    public void mount(ComputedFiles files) {
        computed = files;
    }

    /** The files that are worked out when somebody looks; null if there are none. */
    public ComputedFiles computed() {
        return computed;
    }

    /** The time that files get. */
    Instant now() {
        return clock.instant();
    }

    /** What is locked by {@code flock(2)}. */
    public FileLocks locks() {
        return locks;
    }

    /** How folders that all may write are guarded. */
    SharedFolderProtection protection() {
        return protection;
    }

    /** Guards such folders otherwise ({@code sysctl fs.protected_*}). */
    void protection(SharedFolderProtection other) {
        protection = other;
    }

    /** What is on the disk now. */
    public Tree tree() {
        return tree;
    }

    /** Puts another tree in place of what is there: reset, undo. Open files of the old tree read as removed ones. */
    public void restore(Tree other) {
        synchronized (lock) {
            Tree before = tree;
            tree = other;
            if (log != null) {
                log.append(EditCodec.encode(other.changesSince(before)));
            }
        }
        flush();
    }

    /** From now on every edit goes to {@code newLog} before its operation returns; null: to none. */
    public void logTo(EditLog newLog) {
        log = newLog;
    }

    /** Applies a batch that a log has kept. Only for loading, before the disk is used. */
    public void replay(byte[] batch) {
        synchronized (lock) {
            tree = tree.apply(EditCodec.decode(batch));
        }
    }

    /** The batch that makes the present tree out of {@code base}: for {@link #replay}. */
    public byte[] changesSince(Tree base) {
        return EditCodec.encode(tree.changesSince(base));
    }

    /** Tells {@code listener} of every change from now on. */
    public void listen(DiskListener listener) {
        listeners.add(listener);
    }

    /** Ends {@link #listen}. */
    public void ignore(DiskListener listener) {
        listeners.remove(listener);
    }

    /** Bytes that may be stored in all. */
    public long storeLimit() {
        return storeLimit;
    }

    /** Inodes that there may be in all. */
    public int inodeLimit() {
        return inodeLimit;
    }

    /** One system call that changes the disk. */
    interface Call<T> {
        T run(Transaction transaction) throws ErrnoException;
    }

    /** Runs a call under the lock; all its edits happen, or, when it fails, none. */
    <T> T edit(Call<T> call) throws ErrnoException {
        T result;
        Transaction transaction;
        synchronized (lock) {
            Instant instant = clock.instant();
            transaction = new Transaction(this, tree, instant.getEpochSecond() * 1_000_000_000L + instant.getNano());
            result = call.run(transaction);
            tree = transaction.tree();
            if (log != null && !transaction.edits().isEmpty()) {
                log.append(EditCodec.encode(transaction.edits()));
            }
        }
        if (!transaction.edits().isEmpty()) {
            flush();
            tell(transaction.paths());
        }
        return result;
    }

    private void flush() {
        EditLog current = log;
        if (current != null) {
            current.flush();
        }
    }

    private void tell(List<String> paths) {
        for (DiskListener listener : listeners) {
            for (String path : paths) {
                listener.changed(path);
            }
        }
    }

    boolean isOpen(int ino) {
        synchronized (lock) {
            return open.containsKey(ino);
        }
    }

    void opened(int ino) {
        synchronized (lock) {
            open.merge(ino, 1, Integer::sum);
        }
    }

    /** One open file less; the last one of a file without a name frees it. */
    void released(int ino) {
        synchronized (lock) {
            int left = open.merge(ino, -1, Integer::sum);
            if (left > 0) {
                return;
            }
            open.remove(ino);
            Inode inode = tree.inode(ino);
            if (inode != null && inode.links() == 0) {
                List<Edit> drop = List.of(new Edit.Drop(ino));
                tree = tree.apply(drop);
                if (log != null) {
                    log.append(EditCodec.encode(drop));
                }
            }
        }
    }
}
