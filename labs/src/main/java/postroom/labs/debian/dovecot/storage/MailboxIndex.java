package postroom.labs.debian.dovecot.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.TreeMap;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/**
 * What Dovecot knows of a mailbox beyond its files: from which UID on messages are recent, and when flags changed
 * (MODSEQ). It is in {@code dovecot.index.log}, to which changes are appended; the format is our own.
 */
final class MailboxIndex {
    /** The file's name in the mailbox' folder. */
    static final String FILE = "dovecot.index.log";

    private static final int SLACK = 200;

    private final FileAccess disk;
    private final String path;
    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private final java.util.LinkedHashSet<String> keywords = new java.util.LinkedHashSet<>();
    private final StringBuilder pending = new StringBuilder();
    private long firstRecent = 1;
    private long highest = 1;
    private long keptHighest = 1;
    private long validity;
    private long lastUid;
    private int lines;
    private boolean missing;

    /** A message: its flags when it was last looked at, and the MODSEQ of their last change. */
    record Entry(long modseq, String flags) {}

    private MailboxIndex(FileAccess disk, String folder) {
        this.disk = disk;
        this.path = folder + "/" + FILE;
    }

    /** Reads it; empty if there is none. */
    static MailboxIndex read(FileAccess disk, String folder) throws ErrnoException {
        MailboxIndex index = new MailboxIndex(disk, folder);
        try {
            for (String line : new String(disk.readAll(index.path), UTF_8).split("\n")) {
                index.replay(line);
            }
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENOENT) {
                throw e;
            }
            index.missing = true;
        }
        index.keptHighest = index.highest;
        return index;
    }

    private void replay(String line) {
        lines++;
        String[] word = line.split(" ", -1);
        if (word.length == 2 && word[0].equals("K")) {
            keywords.add(word[1]);
            return;
        }
        if (word.length < 2 || !word[1].matches("[0-9]{1,18}")) {
            return; // a line that somebody wrote by hand
        }
        long number = Long.parseLong(word[1]);
        switch (word[0]) {
            case "R" -> firstRecent = number;
            case "M" -> highest = Math.max(highest, number);
            case "X" -> entries.remove(number);
            case "V" -> {
                if (word.length > 2 && word[2].matches("[0-9]{1,18}")) {
                    validity = number;
                    lastUid = Long.parseLong(word[2]);
                }
            }
            case "U" -> {
                if (word.length > 3 && word[2].matches("[0-9]{1,18}")) {
                    long modseq = Long.parseLong(word[2]);
                    entries.put(number, new Entry(modseq, word[3]));
                    highest = Math.max(highest, modseq);
                }
            }
            default -> {
                // a line that somebody wrote by hand
            }
        }
    }

    /** UIDVALIDITY, where no other file has it; 0 if it was not noted. */
    long validity() {
        return validity;
    }

    /** The last UID that was given, where no other file has it. */
    long lastUid() {
        return lastUid;
    }

    /** Notes both. */
    void mailbox(long newValidity, long newLastUid) {
        if (newValidity != validity || newLastUid != lastUid) {
            validity = newValidity;
            lastUid = newLastUid;
            pending.append("V ").append(validity).append(' ').append(lastUid).append('\n');
        }
    }

    long firstRecent() {
        return firstRecent;
    }

    void firstRecent(long uid) {
        if (uid != firstRecent) {
            firstRecent = uid;
            pending.append("R ").append(uid).append('\n');
        }
    }

    /** The highest MODSEQ ever given. */
    long highest() {
        return highest;
    }

    /** The next MODSEQ, for a change. */
    long advance(int steps) {
        highest += steps;
        return highest;
    }

    /** All keywords that were ever named, in that order. */
    java.util.List<String> keywords() {
        return java.util.List.copyOf(keywords);
    }

    /** Adds keywords that were not named before, in any case. */
    void mention(java.util.Collection<String> names) {
        for (String each : names) {
            if (keywords.stream().noneMatch(each::equalsIgnoreCase)) {
                keywords.add(each);
                pending.append("K ").append(each).append('\n');
            }
        }
    }

    /** What is known of a message, or null. */
    Entry entry(long uid) {
        return entries.get(uid);
    }

    void put(long uid, long modseq, String flags) {
        entries.put(uid, new Entry(modseq, flags));
        pending.append("U ")
                .append(uid)
                .append(' ')
                .append(modseq)
                .append(' ')
                .append(flags)
                .append('\n');
    }

    /** Forgets all messages but these. @return whether there were others */
    boolean retain(java.util.Set<Long> uids) {
        java.util.List<Long> gone = new java.util.ArrayList<>(entries.keySet());
        gone.removeIf(uids::contains);
        gone.forEach(uid -> {
            entries.remove(uid);
            pending.append("X ").append(uid).append('\n');
        });
        return !gone.isEmpty();
    }

    /** The beginning of a log that Dovecot has just made: version 1.3, the header's length, an id, a number. */
    static byte[] logHeader(long now) {
        return java.nio.ByteBuffer.allocate(40)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .put((byte) 1)
                .put((byte) 3)
                .putShort((short) 40)
                .putInt((int) now)
                .putInt(2)
                .array();
    }

    /** Appends what has changed; writes the whole anew when it has become much longer than what it says. */
    void save() throws ErrnoException {
        if (highest != keptHighest) {
            pending.append("M ").append(highest).append('\n');
            keptHighest = highest;
        }
        if (pending.isEmpty() && !missing) {
            return;
        }
        lines += (int) pending.chars().filter(c -> c == '\n').count();
        if (missing || lines > 2 * entries.size() + SLACK) {
            disk.writeAll(path, whole().getBytes(UTF_8));
        } else {
            disk.append(path, pending.toString().getBytes(UTF_8));
        }
        missing = false;
        pending.setLength(0);
    }

    private String whole() {
        StringBuilder text = new StringBuilder("R " + firstRecent + "\nM " + highest + "\n");
        if (validity > 0) {
            text.append("V ").append(validity).append(' ').append(lastUid).append('\n');
        }
        keywords.forEach(each -> text.append("K ").append(each).append('\n'));
        entries.forEach((uid, it) -> text.append("U ")
                .append(uid)
                .append(' ')
                .append(it.modseq)
                .append(' ')
                .append(it.flags)
                .append('\n'));
        lines = entries.size() + keywords.size() + 2;
        return text.toString();
    }
}
