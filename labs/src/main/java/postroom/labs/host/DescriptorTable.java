package postroom.labs.host;

import java.util.List;
import java.util.TreeMap;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** The open descriptor numbers of a process and what they refer to; each number holds one reference. */
final class DescriptorTable {
    private final int limit;
    private final TreeMap<Integer, Descriptor> table = new TreeMap<>();

    /** An empty table of at most {@code limit} numbers. */
    DescriptorTable(int limit) {
        this.limit = limit;
    }

    synchronized Descriptor orNull(int number) {
        return table.get(number);
    }

    Descriptor get(int number) throws ErrnoException {
        Descriptor descriptor = orNull(number);
        if (descriptor == null) {
            throw new ErrnoException(Errno.EBADF);
        }
        return descriptor;
    }

    synchronized List<Integer> numbers() {
        return List.copyOf(table.keySet());
    }

    /** Takes over the caller's reference; what the number was is closed, outside the lock as closing may wake others. */
    void put(int number, Descriptor descriptor) {
        Descriptor old;
        synchronized (this) {
            old = table.put(number, descriptor);
        }
        if (old != null) {
            old.close();
        }
    }

    /** Takes the lowest free number from {@code lowest} on. */
    synchronized int add(Descriptor descriptor, int lowest) throws ErrnoException {
        int number = lowest;
        while (table.containsKey(number)) {
            number++;
        }
        if (number >= limit) {
            descriptor.close();
            throw new ErrnoException(Errno.EMFILE);
        }
        table.put(number, descriptor);
        return number;
    }

    void close(int number) throws ErrnoException {
        Descriptor old;
        synchronized (this) {
            old = table.remove(number);
        }
        if (old == null) {
            throw new ErrnoException(Errno.EBADF);
        }
        old.close();
    }

    void closeAll() {
        List<Descriptor> open;
        synchronized (this) {
            open = List.copyOf(table.values());
            table.clear();
        }
        open.forEach(Descriptor::close);
    }

    /** Gives a child's empty table the same numbers, with references of its own. */
    synchronized void copyTo(DescriptorTable child) {
        table.forEach((number, descriptor) -> child.table.put(number, descriptor.retain()));
    }
}
