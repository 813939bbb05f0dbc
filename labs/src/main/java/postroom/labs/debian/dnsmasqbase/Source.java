package postroom.labs.debian.dnsmasqbase;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.FileType;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** The files that are read: from the disk, remembering them, or those that were read at an earlier start. */
final class Source {
    private final FileAccess files;
    private final Map<String, byte[]> read = new LinkedHashMap<>();

    /** The disk; null for what {@link #read} has alone. */
    Source(FileAccess files) {
        this.files = files;
    }

    /** The disk, with what was read before. */
    Source(FileAccess files, Map<String, byte[]> before) {
        this.files = files;
        read.putAll(before);
    }

    /** What an earlier start has read. */
    static Source of(Map<String, byte[]> read) {
        Source source = new Source(null);
        source.read.putAll(read);
        return source;
    }

    /** Everything that was read, by its path. */
    Map<String, byte[]> read() {
        return read;
    }

    byte[] file(String path) throws ErrnoException {
        if (files != null) {
            boolean device = files.stat(path).type() == FileType.DEVICE;
            read.put(path, device ? new byte[0] : files.readAll(path)); // /dev/null
        }
        if (!read.containsKey(path)) {
            throw new ErrnoException(Errno.ENOENT);
        }
        return read.get(path);
    }

    /** The names in a folder, sorted. */
    List<String> folder(String path) throws ErrnoException {
        String start = path.endsWith("/") ? path : path + "/";
        if (files == null) {
            return read.keySet().stream()
                    .filter(it -> it.startsWith(start) && it.indexOf('/', start.length()) < 0)
                    .map(it -> it.substring(start.length()))
                    .sorted()
                    .toList();
        }
        return files.list(path).stream()
                .filter(it -> it.type() != FileType.DIRECTORY)
                .map(DirectoryEntry::name)
                .sorted()
                .toList();
    }
}
