package postroom.labs.debian.dovecot.storage;

import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;

/** Makes folders. */
final class Folders {
    private Folders() {}

    /** Makes a folder with those above it that are missing, for its owner alone. */
    static void make(FileAccess disk, String path) throws ErrnoException {
        if (disk.exists(path)) {
            return;
        }
        int slash = path.lastIndexOf('/');
        if (slash > 0) {
            make(disk, path.substring(0, slash));
        }
        disk.mkdir(path, 0700);
    }
}
