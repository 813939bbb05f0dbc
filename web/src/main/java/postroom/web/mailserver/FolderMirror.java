package postroom.web.mailserver;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import postroom.labs.fs.DiskListener;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.web.Refusal;

/**
 * Keeps a folder of a lab's disk and a folder of this machine the same. What a program of the lab does appears on this
 * machine within milliseconds, and what anybody does here appears in the lab. Where both have changed the same file, the
 * lab's wins.
 *
 * <p>Only folders and ordinary files are carried over. A symbolic link is never followed and never made, so that nothing
 * outside the folder is read or written; who may write into the folder may of course also put links into its way, which is
 * why it should belong to nobody else. All work is done on one thread.
 */
public final class FolderMirror implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderMirror.class);
    private static final String EVERYTHING = "";
    private static final String END = "\0";

    private final FileAccess disk;
    private final String place;
    private final RealFolder real;
    private final Sides sides;
    private final DiskListener listener = this::changed;
    private final BlockingQueue<String> changes = new LinkedBlockingQueue<>();
    private final Thread worker = new Thread(this::work, "mirror");
    private final Thread watcher = new Thread(this::watch, "mirror-watch");

    private FolderMirror(FileAccess disk, String place, RealFolder real) {
        this.disk = disk;
        this.place = place;
        this.real = real;
        this.sides = new Sides(disk, place, real);
    }

    /**
     * Takes over what is in the real folder, and keeps both the same from then on.
     *
     * @param disk in whose name files are made in the lab
     * @param place an empty folder of the lab
     * @param folder the real one, which is there
     */
    public static FolderMirror open(FileAccess disk, String place, Path folder) throws Refusal {
        try {
            FolderMirror mirror = new FolderMirror(disk, place, RealFolder.open(folder));
            mirror.sides.settle(EVERYTHING);
            disk.disk().listen(mirror.listener);
            mirror.worker.setDaemon(true);
            mirror.watcher.setDaemon(true);
            mirror.worker.start();
            mirror.watcher.start();
            return mirror;
        } catch (IOException e) {
            throw new Refusal("the folder " + folder + " cannot be read: " + e.getMessage());
        }
    }

    private void changed(String path) {
        if (path.startsWith(place + "/") && !path.endsWith(Sides.PART)) {
            changes.add(path.substring(place.length() + 1));
        }
    }

    private void watch() {
        try {
            while (true) {
                changes.addAll(real.changes());
            }
        } catch (ClosedWatchServiceException | InterruptedException closed) {
            LOG.debug("no more is watched");
        }
    }

    private void work() {
        List<String> batch = new ArrayList<>();
        try {
            while (!batch.contains(END)) {
                batch.clear();
                batch.add(changes.take());
                changes.drainTo(batch);
                settle(new LinkedHashSet<>(batch));
            }
        } catch (InterruptedException e) {
            LOG.debug("the mirror was interrupted");
        }
    }

    /** What is there comes before what has gone: so what was renamed is found under its new name first. */
    private void settle(Set<String> batch) {
        List<String> gone = new ArrayList<>();
        for (String path : batch) {
            if (path.equals(END)) {
                continue;
            }
            if (!path.isEmpty() && sides.isGoneOnOneSide(path)) {
                gone.add(path);
            } else {
                settle(path);
            }
        }
        gone.forEach(this::settle);
    }

    private void settle(String path) {
        try {
            sides.settle(path);
        } catch (IOException e) {
            if (isPassing(e)) {
                return;
            }
            LOG.warn("{} cannot be kept the same in the folder and in the server: {}", path, e.toString());
        }
    }

    /** Whether something was there only for a moment; what became of it has a message of its own. */
    private static boolean isPassing(IOException e) {
        return e instanceof NoSuchFileException || e instanceof ErrnoException gone && gone.errno() == Errno.ENOENT;
    }

    /** Carries over what is still to be, and ends. */
    @Override
    public void close() {
        disk.disk().ignore(listener);
        changes.add(END);
        try {
            worker.join();
            real.close();
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
