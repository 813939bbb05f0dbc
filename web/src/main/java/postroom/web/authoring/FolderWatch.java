package postroom.web.authoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Waits until something changes in a folder or below it. */
final class FolderWatch implements AutoCloseable {
    /** An editor writes a file in several strokes; what follows within this time belongs to one change. */
    private static final int QUIET_MILLIS = 120;

    private final Path folder;
    private final WatchService watch;

    FolderWatch(Path folder) throws IOException {
        this.folder = folder;
        this.watch = FileSystems.getDefault().newWatchService();
        registerAll();
    }

    private void registerAll() throws IOException {
        List<Path> folders;
        try (Stream<Path> walk = Files.walk(folder)) {
            folders = walk.filter(Files::isDirectory).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path each : folders) {
            try {
                each.register(
                        watch,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
            } catch (NoSuchFileException gone) {
                continue; // deleted since the walk; its parent has told of it
            }
        }
    }

    /** Returns after a change, once nothing more follows. New folders are watched from then on. */
    void awaitChange() throws InterruptedException, IOException {
        WatchKey key = watch.take();
        while (key != null) {
            key.pollEvents();
            key.reset();
            key = watch.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        }
        registerAll();
    }

    @Override
    public void close() throws IOException {
        watch.close();
    }
}
