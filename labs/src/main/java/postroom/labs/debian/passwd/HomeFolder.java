package postroom.labs.debian.passwd;

import java.io.IOException;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Stat;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/** Makes, gives away and removes users' folders. */
final class HomeFolder {
    private final Process process;
    private final FileAccess files;

    HomeFolder(Process process) {
        this.process = process;
        this.files = process.files();
    }

    /** Makes an empty folder and its missing parents. */
    void make(String path, int mode, int uid, int gid) throws ErrnoException {
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            String parent = path.substring(0, slash);
            if (!files.exists(parent)) {
                files.mkdir(parent, 0755);
            }
        }
        files.mkdir(path, 0777);
        files.chown(path, uid, gid, false);
        files.chmod(path, mode);
    }

    /** Copies what is in one folder into another, for a new owner. */
    void copy(String from, String to, int uid, int gid) throws ErrnoException {
        for (DirectoryEntry each : files.list(from)) {
            process.step();
            String source = from + "/" + each.name();
            String target = to + "/" + each.name();
            Stat stat = files.lstat(source);
            if (files.exists(target)) {
                continue;
            }
            if (stat.type() == FileType.SYMLINK) {
                files.symlink(files.readlink(source), target);
            } else if (stat.isDirectory()) {
                files.mkdir(target, 0777);
                copy(source, target, uid, gid);
            } else if (stat.isFile()) {
                files.writeAll(target, files.readAll(source));
            }
            files.chown(target, uid, gid, false);
            if (stat.type() != FileType.SYMLINK) {
                files.chmod(target, stat.mode());
            }
        }
    }

    /** Removes a folder and all in it. */
    void remove(String path) throws ErrnoException {
        for (DirectoryEntry each : files.list(path)) {
            process.step();
            String inside = path + "/" + each.name();
            if (each.type() == FileType.DIRECTORY) {
                remove(inside);
            } else {
                files.unlink(inside);
            }
        }
        files.rmdir(path);
    }

    /** Gives everything under a path that belongs to the old ids to the new ones; -1 leaves one as it is. */
    void give(String path, int oldUid, int newUid, int oldGid, int newGid) throws IOException {
        Stat stat = files.lstat(path);
        process.step();
        if (stat.isDirectory()) {
            for (DirectoryEntry each : files.list(path)) {
                give(path + "/" + each.name(), oldUid, newUid, oldGid, newGid);
            }
        }
        int uid = stat.uid() == oldUid ? newUid : -1;
        int gid = stat.gid() == oldGid ? newGid : -1;
        if (uid != -1 || gid != -1) {
            files.chown(path, uid, gid, false);
        }
    }
}
