package postroom.web.mailserver;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder of this machine, by paths relative to it; links are not followed. */
final class RealFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RealFolder.class);
    private static final long LARGEST = 64L << 20;
    private static final long TOGETHER_MILLIS = 3;

    private final Path folder;
    private final WatchService service;
    private final Map<WatchKey, String> watched = new ConcurrentHashMap<>();

    private RealFolder(Path folder) throws IOException {
        this.folder = folder;
        this.service = folder.getFileSystem().newWatchService();
    }

    /** What a file was when somebody looked. {@code key} tells one file from another, whatever their names. */
    record State(Object key, boolean isFolder, long size, Instant mtime) {
        /** Whether it is the same file with the same content; of a folder, whether it is the same folder. */
        boolean same(State other) {
            return isFolder ? other.isFolder && key.equals(other.key) : equals(other);
        }
    }

    static RealFolder open(Path folder) throws IOException {
        RealFolder real = new RealFolder(folder.toRealPath());
        real.watch("");
        return real;
    }

    private Path path(String relative) {
        return folder.resolve(relative);
    }

    /** Nothing for what is not there, and for what is neither a folder nor an ordinary file. */
    Optional<State> state(String relative) throws IOException {
        try {
            BasicFileAttributes is = Files.readAttributes(path(relative), BasicFileAttributes.class, NOFOLLOW_LINKS);
            if (!is.isDirectory() && !is.isRegularFile()) {
                return Optional.empty();
            }
            return Optional.of(new State(
                    is.fileKey(),
                    is.isDirectory(),
                    is.size(),
                    is.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (java.nio.file.FileSystemException notThere) {
            if (!Files.isDirectory(path(relative).getParent(), NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            throw notThere;
        }
    }

    List<String> names(String relative) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(path(relative))) {
            for (Path each : stream) {
                String name = each.getFileName().toString();
                if (Files.isSymbolicLink(each)) {
                    LOG.warn("{} is a symbolic link, which is not followed", each);
                } else if (!name.endsWith(Sides.PART)) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** The bytes of a file of at most 64 MiB. */
    byte[] read(String relative) throws IOException {
        Path path = path(relative);
        try (var in = Files.newInputStream(path, NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes((int) LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("it has more than 64 MiB");
            }
            return bytes;
        }
    }

    /** Puts a file there whole; for its owner only. */
    void write(String relative, byte[] bytes, Instant mtime) throws IOException {
        Path path = path(relative);
        Path part = path.resolveSibling("." + Integer.toHexString(path.hashCode()) + Sides.PART);
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(part, bytes, StandardOpenOption.WRITE, NOFOLLOW_LINKS);
        Files.setLastModifiedTime(part, FileTime.from(mtime));
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
    }

    void touch(String relative, Instant mtime) throws IOException {
        Files.setLastModifiedTime(path(relative), FileTime.from(mtime));
    }

    void makeFolder(String relative) throws IOException {
        Files.createDirectory(
                path(relative), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    void delete(String relative) throws IOException {
        Files.deleteIfExists(path(relative));
    }

    void move(String from, String to) throws IOException {
        Files.move(path(from), path(to), StandardCopyOption.ATOMIC_MOVE);
    }

    /** From now on {@link #changes} tells of this folder. */
    void watch(String relative) throws IOException {
        forget(relative);
        watched.put(path(relative).register(service, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY), relative);
    }

    /** And now no longer, nor of those below. */
    void forget(String relative) {
        watched.entrySet().removeIf(each -> {
            boolean below = each.getValue().equals(relative) || each.getValue().startsWith(relative + "/");
            if (below) {
                each.getKey().cancel();
            }
            return below;
        });
    }

    /**
     * Waits for changes; gives the paths of all that come together, {@code ""} if some were lost.
     *
     * @throws java.nio.file.ClosedWatchServiceException after {@link #close}
     */
    Set<String> changes() throws InterruptedException {
        Set<String> changed = new LinkedHashSet<>();
        for (WatchKey key = service.take(); key != null; key = service.poll(TOGETHER_MILLIS, TimeUnit.MILLISECONDS)) {
            String in = watched.get(key);
            for (WatchEvent<?> each : key.pollEvents()) {
                if (each.kind() == OVERFLOW) {
                    changed.add("");
                } else if (in != null && !each.context().toString().endsWith(Sides.PART)) {
                    changed.add(in.isEmpty() ? each.context().toString() : in + "/" + each.context());
                }
            }
            key.reset();
            if (changed.size() > 1000) {
                break;
            }
        }
        return changed;
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            LOG.warn("The folder is still watched", e);
        }
    }
}
