package postroom.labs.debian.dovecot.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.FileType;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/**
 * A mailbox in the format Maildir: one file a message, new ones in {@code new/}, others in {@code cur/} with their flags
 * behind {@code :2,}. UIDs are in {@link Uidlist}. What the files say is all there is: nothing is kept in memory.
 *
 * <p>To be used on the lab's serial executor.
 */
public final class Maildir {
    private static final String INFO = ":2,";
    private static final int LARGEST = 32 << 20;

    private final FileAccess disk;
    private final String path;

    /**
     * A message.
     *
     * @param name the file's name without flags, which stays the same
     * @param file the file's path below the folder
     * @param flags the letters behind {@code :2,}
     * @param size with CR LF at line ends
     */
    public record Message(long uid, String name, String file, String flags, boolean recent, long size) {}

    /** What a look at the folder has found. */
    public record View(long validity, long next, List<Message> messages) {}

    /** A mailbox in a folder, in somebody's name. */
    public Maildir(FileAccess disk, Credentials who, String path) {
        this.disk = new FileAccess(disk.disk(), who, "/", 0077);
        this.path = path;
    }

    /** Makes the folders that are missing. */
    public void create() throws ErrnoException {
        for (String each : List.of("", "/cur", "/new", "/tmp")) {
            if (!disk.exists(path + each)) {
                disk.mkdir(path + each, 0700);
            }
        }
    }

    /**
     * Looks what is there, and gives UIDs to what has none.
     *
     * @param takes true if new messages are to be moved to {@code cur/}, as a session that may change the mailbox does
     * @param now seconds since 1970, for a new UIDVALIDITY
     */
    public View look(boolean takes, long now, RandomGenerator random) throws ErrnoException {
        TreeMap<String, Message> found = new TreeMap<>();
        scan("new", found);
        scan("cur", found);
        Optional<Uidlist> old = Uidlist.read(disk, path);
        Uidlist list = old.orElseGet(() -> new Uidlist(now, 1, guid(now, random)));
        boolean changed = old.isEmpty() & (takes || !found.isEmpty());
        if (old.isEmpty() && changed) {
            writeValidity(now);
        }
        List<Message> messages = new ArrayList<>();
        Set<String> names = new HashSet<>(found.keySet());
        changed |= list.retain(names);
        for (Message each : found.values()) {
            Optional<Long> known = list.uid(each.name);
            Optional<Long> noted = known.flatMap(list::size);
            long size = noted.isPresent() ? noted.get() : size(each);
            long uid = known.orElseGet(() -> list.add(each.name, size));
            changed |= known.isEmpty();
            messages.add(new Message(uid, each.name, moved(each, takes), each.flags, each.recent, size));
        }
        if (changed) {
            list.write(disk, path);
        }
        messages.sort((a, b) -> Long.compare(a.uid, b.uid));
        return new View(list.validity(), list.next(), List.copyOf(messages));
    }

    private static String guid(long now, RandomGenerator random) {
        return String.format("%08x%08x%08x%08x", random.nextInt(), now, random.nextInt(), random.nextInt());
    }

    private void writeValidity(long validity) throws ErrnoException {
        String text = String.format("%08x", validity);
        disk.writeAll(path + "/dovecot-uidvalidity", text.getBytes(US_ASCII));
        String mark = path + "/dovecot-uidvalidity." + text;
        disk.writeAll(mark, new byte[0]);
        disk.chmod(mark, 0444);
    }

    private void scan(String folder, TreeMap<String, Message> into) throws ErrnoException {
        for (DirectoryEntry each : disk.list(path + "/" + folder)) {
            if (each.type() != FileType.FILE || each.name().startsWith(".")) {
                continue;
            }
            int info = each.name().indexOf(INFO);
            String name = info < 0 ? each.name() : each.name().substring(0, info);
            String flags = info < 0 ? "" : each.name().substring(info + INFO.length());
            into.put(name, new Message(0, name, folder + "/" + each.name(), flags, folder.equals("new"), 0));
        }
    }

    private String moved(Message message, boolean takes) throws ErrnoException {
        if (!takes || !message.recent) {
            return message.file;
        }
        String file = "cur/" + message.name + INFO;
        disk.rename(path + "/" + message.file, path + "/" + file);
        return file;
    }

    private long size(Message message) throws ErrnoException {
        return networkLength(disk.readAll(path + "/" + message.file));
    }

    /** How long a text is once every line ends with CR LF. */
    private static int networkLength(byte[] text) {
        int length = text.length;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')) {
                length++;
            }
        }
        return length;
    }

    /** The text of a message, with CR LF at line ends. */
    public byte[] read(Message message) throws ErrnoException {
        byte[] text = disk.readAll(path + "/" + message.file);
        if (text.length > LARGEST) {
            throw new ErrnoException(Errno.EFBIG);
        }
        byte[] out = new byte[networkLength(text)];
        int at = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')) {
                out[at++] = '\r';
            }
            out[at++] = text[i];
        }
        return out;
    }

    /** Removes a message. */
    public void remove(Message message) throws ErrnoException {
        disk.unlink(path + "/" + message.file);
    }

    /** Gives a message other flags: its file gets another name. */
    public Message flag(Message message, String flags) throws ErrnoException {
        String file = "cur/" + message.name + INFO + flags;
        if (!file.equals(message.file)) {
            disk.rename(path + "/" + message.file, path + "/" + file);
        }
        return new Message(message.uid, message.name, file, flags, message.recent, message.size);
    }
}
