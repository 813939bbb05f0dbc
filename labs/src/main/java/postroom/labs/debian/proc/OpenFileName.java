package postroom.labs.debian.proc;

import java.util.Optional;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.OpenFile;
import postroom.labs.host.Devices;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Terminal;

/**
 * What a link in {@code /proc/PID/fd} says of an open file ({@code proc(5)}).
 *
 * @param name a path, perhaps with {@code (deleted)}, or {@code pipe:[4711]}
 * @param mode the permission bits, which tell for what it was opened
 */
record OpenFileName(String name, int mode) {
    private static final int READS = 0500;
    private static final int WRITES = 0300;
    private static final int FIRST_INODE = 16_384;

    /** That of a descriptor, if it is open. */
    static Optional<OpenFileName> of(Process process, int fd) {
        Descriptor open;
        try {
            open = process.fd(fd);
        } catch (ErrnoException closed) {
            return Optional.empty();
        }
        if (open instanceof OpenFile file) {
            boolean there = FileAccess.root(process.host().disk()).exists(file.path());
            int mode = file.access() == 'r' ? READS : file.access() == 'w' ? WRITES : READS | WRITES;
            return Optional.of(new OpenFileName(file.path() + (there ? "" : " (deleted)"), mode));
        }
        Optional<Terminal> terminal = open.terminal();
        if (terminal.isPresent()) {
            return Optional.of(new OpenFileName(terminal.get().device(), READS | WRITES));
        }
        Optional<String> device = Devices.nameOf(open);
        if (device.isPresent()) {
            return Optional.of(new OpenFileName(device.get(), fd == 0 ? READS : WRITES));
        }
        String pipe = "pipe:[" + (FIRST_INODE + Math.floorMod(open.waiters().hashCode(), 65_536)) + "]";
        return Optional.of(new OpenFileName(pipe, open.readable() || fd == 0 ? READS : WRITES));
    }
}
