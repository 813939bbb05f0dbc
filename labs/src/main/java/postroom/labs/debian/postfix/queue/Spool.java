package postroom.labs.debian.postfix.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Open;
import postroom.labs.fs.OpenFile;
import postroom.labs.fs.Stat;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/**
 * The queue directories of one Postfix: where messages are, and their moves from queue to queue.
 *
 * @param files the disk in the name of mail_owner
 * @param directory queue_directory
 * @param hashed hash_queue_names: queues with one level of folders and more
 * @param depth hash_queue_depth
 */
public record Spool(FileAccess files, String directory, Set<String> hashed, int depth) {
    /** The queues in which messages are looked for, in this order. */
    public static final List<String> MESSAGES = List.of("hold", "incoming", "active", "deferred");

    /** The directories below queue_directory that are mail_owner's, in the order of their names. */
    public static final List<String> OWNED = List.of(
            "active",
            "bounce",
            "corrupt",
            "defer",
            "deferred",
            "flush",
            "hold",
            "incoming",
            "private",
            "public",
            "saved",
            "trace");

    /** Those of them that nobody else may enter. */
    public static final List<String> PRIVATE =
            OWNED.stream().filter(it -> !it.equals("public")).toList();

    /** A queue file that was just made. */
    public record Created(String id, Instant time) {}

    /** The path of a message in a queue. */
    public String path(String queue, String id) {
        String folder = hashed.contains(queue) ? QueueId.hashedFolder(id, depth) : "";
        return directory + "/" + queue + "/" + folder + id;
    }

    /** Makes an empty file under an id that names its inode, mode 600. */
    public Created create(String queue, Instant now, boolean lasting, int pid) throws ErrnoException {
        String temporary = path(queue, (now.getNano() / 1000) + "." + pid);
        files.open(temporary, EnumSet.of(Open.WRITE, Open.CREATE, Open.EXCLUSIVE), 0600)
                .close();
        int inode = files.stat(temporary).ino();
        String id = lasting ? QueueId.lasting(now, inode) : QueueId.brief(now, inode);
        files.rename(temporary, path(queue, id));
        return new Created(id, now);
    }

    /** Writes a queue file at once, and marks it as whole: mode 700. */
    public void fill(String queue, String id, byte[] content) throws ErrnoException {
        OpenFile file = files.open(path(queue, id), EnumSet.of(Open.WRITE), 0);
        try {
            file.tryWrite(content, 0, content.length);
            file.chmod(0700);
        } finally {
            file.close();
        }
    }

    /** The bytes of a queue file. */
    public byte[] read(String queue, String id) throws ErrnoException {
        return files.readAll(path(queue, id));
    }

    /** Moves a message; makes the folder that it goes to. */
    public void move(String id, String from, String to) throws ErrnoException {
        String target = path(to, id);
        try {
            files.rename(path(from, id), target);
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENOENT || !makeFolders(target) || !exists(from, id)) {
                throw e;
            }
            files.rename(path(from, id), target);
        }
    }

    /** Makes the folders above {@code path}; true if one was missing. */
    public boolean makeFolders(String path) throws ErrnoException {
        boolean made = false;
        for (int slash = path.indexOf('/', directory.length() + 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            String folder = path.substring(0, slash);
            if (!files.exists(folder)) {
                files.mkdir(folder, 0700);
                made = true;
            }
        }
        return made;
    }

    /** Removes a message from a queue. */
    public void remove(String queue, String id) throws ErrnoException {
        files.unlink(path(queue, id));
    }

    /** True if the message is in that queue. */
    public boolean exists(String queue, String id) {
        return files.exists(path(queue, id));
    }

    /** The state of a queue file. */
    public Stat stat(String queue, String id) throws ErrnoException {
        return files.stat(path(queue, id));
    }

    /** The queue that has a message. */
    public Optional<String> find(String id) {
        return MESSAGES.stream().filter(queue -> exists(queue, id)).findFirst();
    }

    /** The ids in a queue, hashed folders included, by name; a queue that cannot be read has none. */
    public List<String> list(String queue) {
        List<String> ids = new ArrayList<>();
        collect(directory + "/" + queue, ids, hashed.contains(queue) ? depth : 0);
        return ids;
    }

    private void collect(String folder, List<String> ids, int levels) {
        List<DirectoryEntry> entries;
        try {
            entries = new ArrayList<>(files.list(folder));
        } catch (ErrnoException unreadable) {
            return;
        }
        entries.sort(Comparator.comparing(DirectoryEntry::name));
        for (DirectoryEntry each : entries) {
            if (each.type() == FileType.DIRECTORY) {
                if (levels > 0) {
                    collect(folder + "/" + each.name(), ids, levels - 1);
                }
            } else if (QueueId.valid(each.name())) {
                ids.add(each.name());
            }
        }
    }

    /** Marks a recipient as done, in the file itself. */
    public void markDone(String queue, String id, int offset) throws ErrnoException {
        OpenFile file = files.open(path(queue, id), EnumSet.of(Open.WRITE), 0);
        try {
            file.seek(offset);
            file.tryWrite(new byte[] {(byte) RecordType.DONE}, 0, 1);
        } finally {
            file.close();
        }
    }

    /** When a deferred message is to be tried again: its modification time. */
    public void nextAttempt(String queue, String id, Instant time) throws ErrnoException {
        files.utimes(path(queue, id), time, time);
    }
}
