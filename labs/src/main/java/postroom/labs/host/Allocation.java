package postroom.labs.host;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Memory that a thread has asked for. Whoever asks for much makes the collector stop everybody, so it costs a lab
 * processor time, also on disks and pipes, through which every byte goes by way of memory.
 */
final class Allocation {
    /** A byte's price: a gigabyte is a quarter of a second of running, as long as most programs take to ask for it. */
    private static final double NANOS_PER_BYTE = 0.25;

    private static final ThreadMXBean THREADS = measuring();

    private Allocation() {}

    private static ThreadMXBean measuring() {
        boolean able = ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
                && bean.isThreadAllocatedMemorySupported()
                && bean.isThreadAllocatedMemoryEnabled();
        return able ? (ThreadMXBean) ManagementFactory.getThreadMXBean() : null;
    }

    /** Bytes that the caller's thread has allocated so far; 0 on a JVM that does not count them. */
    static long ofThisThread() {
        return THREADS == null ? 0 : THREADS.getCurrentThreadAllocatedBytes();
    }

    /** What so many bytes cost. */
    static long nanos(long bytes) {
        return (long) (bytes * NANOS_PER_BYTE);
    }
}
