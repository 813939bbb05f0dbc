package postroom.labs.host;

/**
 * How the host's memory is used, in KiB, as {@code /proc/meminfo} tells it ({@code proc(5)}). Nothing here has pages: the
 * whole is that of a small virtual machine, and each process takes a share by its program's name.
 *
 * @param used what processes and the kernel hold
 * @param shared in tmpfs
 */
public record Memory(long total, long used, long buffers, long cached, long reclaimable, long shared) {
    private static final long TOTAL = 2_014_620;
    private static final long KERNEL = 153_600;
    private static final int SIZES = 40_000;
    private static final int LEAST = 2_000;
    private static final int PAGED = 4;

    /** As it is now. */
    public static Memory of(Host host) {
        long used = KERNEL;
        for (Process each : host.processes().all()) {
            used += residentKib(each);
        }
        return new Memory(TOTAL, Math.min(used, TOTAL / 2), 35_912, 339_498, 47_092, 1_184);
    }

    /** The address space of a process. */
    public static int sizeKib(Process process) {
        return LEAST + Math.floorMod(command(process).hashCode(), SIZES);
    }

    /** What of it is in memory. */
    public static int residentKib(Process process) {
        return sizeKib(process) / PAGED;
    }

    /** The name of the program that a process runs, without folders and the dash of a log-in shell. */
    public static String command(Process process) {
        String first = process.title().split(" ")[0];
        String name = first.startsWith("-") ? first.substring(1) : first;
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** What nobody uses. */
    public long free() {
        return total - used - buffers - cache();
    }

    /** The page cache with what slabs could give back. */
    public long cache() {
        return cached + reclaimable;
    }

    /** What a new program could have. */
    public long available() {
        return total - used - shared;
    }
}
