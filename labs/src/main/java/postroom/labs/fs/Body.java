package postroom.labs.fs;

/** What an inode holds, by its type. */
sealed interface Body permits Content, Names, Body.Target, Body.Device, Body.Special, Body.Computed {
    /** Where a symbolic link points. */
    record Target(String path) implements Body {}

    /** A character device, by its numbers ({@code null(4)}: 1, 3). */
    record Device(int major, int minor) implements Body {}

    /** Of a file that {@link ComputedFiles} work out; never in a {@link Tree}. */
    record Computed(FileType type, long size) implements Body {}

    /** A named pipe or a socket: nothing on the disk but the name. */
    enum Special implements Body {
        FIFO,
        SOCKET
    }
}
