package postroom.labs.debian.dpkg;

import java.io.IOException;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Stat;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/** {@code rm -rf}, as packages' scripts use it. */
public record Trees(Process process) {
    /** Deletes what is at a path, if there is something. */
    public void delete(String path) throws IOException {
        process.step();
        FileAccess files = process.files();
        Stat stat;
        try {
            stat = files.lstat(path);
        } catch (ErrnoException gone) {
            return;
        }
        if (!stat.isDirectory()) {
            files.unlink(path);
            return;
        }
        for (DirectoryEntry each : files.list(path)) {
            if (!each.name().equals(".") && !each.name().equals("..")) {
                delete(path + "/" + each.name());
            }
        }
        files.rmdir(path);
    }
}
