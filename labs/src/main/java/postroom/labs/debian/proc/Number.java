package postroom.labs.debian.proc;

import postroom.labs.fs.ComputedFiles;

/**
 * What the number of a file in {@code /proc} says: negative, and made of a process and a kind, so that nothing has to be
 * remembered.
 *
 * @param pid the process, as far as it fits: by its last 19 bits; 0 for what belongs to none
 * @param kind the place in {@link SystemFile#ALL} or {@link ProcessFile#ALL}, or a descriptor
 */
record Number(int pid, int kind) {
    private static final int KIND_BITS = 12;
    private static final int PID_MASK = (1 << 31 - KIND_BITS) - 1;
    private static final int DESCRIPTORS = 1024;
    private static final int BEHIND = 2048;

    static Number of(int file) {
        int key = ComputedFiles.ROOT - file;
        return new Number(key >> KIND_BITS, key & (1 << KIND_BITS) - 1);
    }

    static Number system(int kind) {
        return new Number(0, kind);
    }

    static Number process(int pid, int kind) {
        return new Number(pid & PID_MASK, kind);
    }

    /** The link in {@code /proc/PID/fd}. */
    static Number descriptor(int pid, int fd) {
        return process(pid, DESCRIPTORS + fd);
    }

    /** The open file that such a link stands for. */
    Number behind() {
        return new Number(pid, BEHIND + fd());
    }

    boolean isOf(int process) {
        return pid == (process & PID_MASK);
    }

    boolean isLink() {
        return pid != 0 && kind >= DESCRIPTORS && kind < BEHIND;
    }

    boolean isBehind() {
        return pid != 0 && kind >= BEHIND;
    }

    /** The descriptor that it is about. */
    int fd() {
        return kind % DESCRIPTORS;
    }

    /** The file's number. */
    int number() {
        return ComputedFiles.ROOT - (pid << KIND_BITS | kind);
    }
}
