package postroom.labs.shell.run;

import java.util.List;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileType;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;
import postroom.labs.shell.pattern.Files;

/** The disk, as pathname expansion sees it. What cannot be read is not there. */
final class ShellFiles implements Files {
    private final Process process;

    ShellFiles(Process process) {
        this.process = process;
    }

    @Override
    public List<String> names(String folder) {
        try {
            return process.files().list(folder).stream()
                    .map(DirectoryEntry::name)
                    .toList();
        } catch (ErrnoException unreadable) {
            return List.of();
        }
    }

    @Override
    public boolean exists(String path) {
        try {
            process.files().lstat(path);
            return true;
        } catch (ErrnoException missing) {
            return false;
        }
    }

    @Override
    public boolean isFolder(String path) {
        try {
            return process.files().stat(path).isDirectory();
        } catch (ErrnoException missing) {
            return false;
        }
    }

    @Override
    public boolean isLink(String path) {
        try {
            return process.files().lstat(path).type() == FileType.SYMLINK;
        } catch (ErrnoException missing) {
            return false;
        }
    }
}
