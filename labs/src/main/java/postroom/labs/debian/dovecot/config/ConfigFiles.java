package postroom.labs.debian.dovecot.config;

import java.util.List;
import java.util.Map;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.shell.pattern.Pattern;

/** Where configuration files come from: the disk, seen by somebody, or files that were read before. */
public interface ConfigFiles {
    /** The content of a file. */
    byte[] read(String path) throws ErrnoException;

    /** The paths that a pattern of {@code !include} names, sorted; none if there are none. */
    List<String> match(String pattern) throws ErrnoException;

    /** The disk, as somebody may use it. */
    static ConfigFiles on(FileAccess disk) {
        return new ConfigFiles() {
            @Override
            public byte[] read(String path) throws ErrnoException {
                return disk.readAll(path);
            }

            @Override
            public List<String> match(String pattern) throws ErrnoException {
                int slash = pattern.lastIndexOf('/');
                String folder = pattern.substring(0, slash + 1);
                String last = pattern.substring(slash + 1);
                if (!disk.exists(folder)) {
                    return List.of();
                }
                Pattern compiled = Pattern.compile(last);
                return disk.list(folder).stream()
                        .map(DirectoryEntry::name)
                        .filter(it -> !it.startsWith(".") || last.startsWith("."))
                        .filter(compiled::matches)
                        .sorted()
                        .map(it -> folder + it)
                        .toList();
            }
        };
    }

    /** Files that were read before, for a service that goes by them still. */
    static ConfigFiles kept(Map<String, byte[]> files) {
        return new ConfigFiles() {
            @Override
            public byte[] read(String path) throws ErrnoException {
                byte[] content = files.get(path);
                if (content == null) {
                    throw new ErrnoException(Errno.ENOENT);
                }
                return content;
            }

            @Override
            public List<String> match(String pattern) {
                Pattern compiled = Pattern.compile(pattern);
                return files.keySet().stream()
                        .filter(compiled::matches)
                        .sorted()
                        .toList();
            }
        };
    }
}
