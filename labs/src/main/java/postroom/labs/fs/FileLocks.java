package postroom.labs.fs;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import postroom.labs.io.Waiters;

/**
 * The locks of {@code flock(2)}: each belongs to an open file, however many descriptors share it, and goes with it. Many
 * may hold a shared lock, one an exclusive one.
 */
public final class FileLocks {
    private final Map<Integer, Set<OpenFile>> holders = new HashMap<>();
    private final Set<Integer> exclusive = new HashSet<>();
    private final Waiters waiters = new Waiters();

    /** Takes or changes the lock on a file; false if others hold one that does not suffer it. */
    public boolean tryLock(OpenFile file, boolean exclusively) {
        boolean freed;
        synchronized (this) {
            Set<OpenFile> all = holders.getOrDefault(file.ino(), Set.of());
            boolean others = all.size() > (all.contains(file) ? 1 : 0);
            if (others && (exclusively || exclusive.contains(file.ino()))) {
                return false;
            }
            holders.computeIfAbsent(file.ino(), it -> new HashSet<>()).add(file);
            freed = !exclusively && exclusive.remove(file.ino());
            if (exclusively) {
                exclusive.add(file.ino());
            }
        }
        if (freed) {
            waiters.wake();
        }
        return true;
    }

    /** Gives a lock back; nothing happens if there is none. */
    public void unlock(OpenFile file) {
        synchronized (this) {
            Set<OpenFile> all = holders.get(file.ino());
            if (all == null || !all.remove(file)) {
                return;
            }
            exclusive.remove(file.ino());
            if (all.isEmpty()) {
                holders.remove(file.ino());
            }
        }
        waiters.wake();
    }

    /** Who waits for a lock. */
    public Waiters waiters() {
        return waiters;
    }
}
