package postroom.labs.debian.dovecot.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/**
 * The file {@code dovecot-uidlist} of a Maildir: which file has which UID, in Dovecot's version 3 of the format. A line is
 * a UID, fields of a letter and a value ({@code W}: the size with CR LF), and behind a colon the file's name without flags.
 */
final class Uidlist {
    /** The file's name in the Maildir. */
    static final String FILE = "dovecot-uidlist";

    private final long validity;
    private long next;
    private final String guid;
    private final Map<Long, Line> lines = new TreeMap<>();
    private final Map<String, Long> byName = new HashMap<>();
    private final StringBuilder added = new StringBuilder();

    private record Line(String fields, String name) {}

    Uidlist(long validity, long next, String guid) {
        this.validity = validity;
        this.next = next;
        this.guid = guid;
    }

    /** Reads it; nothing if there is none, or if it is no use. */
    static Optional<Uidlist> read(FileAccess disk, String folder) throws ErrnoException {
        String text;
        try {
            text = new String(disk.readAll(folder + "/" + FILE), UTF_8);
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENOENT) {
                return Optional.empty();
            }
            throw e;
        }
        String[] all = text.split("\n");
        if (!all[0].matches("3 V[0-9]{1,10} N[0-9]{1,10}( G[0-9a-f]+)?.*")) {
            return Optional.empty();
        }
        String[] head = all[0].split(" ");
        Uidlist list = new Uidlist(
                Long.parseLong(head[1].substring(1)),
                Long.parseLong(head[2].substring(1)),
                head.length > 3 ? head[3].substring(1) : "");
        for (int i = 1; i < all.length; i++) {
            int colon = all[i].indexOf(" :");
            int blank = all[i].indexOf(' ');
            if (colon > 0 && isNumber(all[i], blank)) {
                long uid = Long.parseLong(all[i].substring(0, blank));
                list.put(uid, all[i].substring(Math.min(blank + 1, colon), colon), all[i].substring(colon + 2));
            }
        }
        return Optional.of(list);
    }

    private static boolean isNumber(String text, int end) {
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return end > 0 && end <= 10;
    }

    private void put(long uid, String fields, String name) {
        lines.put(uid, new Line(fields, name));
        byName.put(name, uid);
        next = Math.max(next, uid + 1);
    }

    long validity() {
        return validity;
    }

    long next() {
        return next;
    }

    /** The UID of a file, if it has one. */
    Optional<Long> uid(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The mailbox' own GUID. */
    String guid() {
        return guid;
    }

    /** What a letter's field says of a message, empty if it has none. */
    String field(long uid, char letter) {
        Line line = lines.get(uid);
        for (String each : line == null ? new String[0] : line.fields.split(" ")) {
            if (!each.isEmpty() && each.charAt(0) == letter) {
                return each.substring(1);
            }
        }
        return "";
    }

    /**
     * Gives the next UID to a file.
     *
     * @param fields with blanks between, such as {@code W383} for its size
     */
    long add(String name, String fields) {
        long uid = next;
        put(uid, fields, name);
        added.append(line(uid, fields, name));
        return uid;
    }

    private static String line(long uid, String fields, String name) {
        return uid + (fields.isEmpty() ? "" : " " + fields) + " :" + name + "\n";
    }

    /** Forgets all files but these. @return whether there were others */
    boolean retain(java.util.Set<String> names) {
        boolean changed = byName.keySet().retainAll(names);
        lines.values().removeIf(it -> !names.contains(it.name));
        return changed;
    }

    /**
     * Writes what is new: lines are appended, until something must go.
     *
     * @param whole true to replace the file as a whole
     */
    void save(FileAccess disk, String folder, boolean whole) throws ErrnoException {
        if (!whole) {
            if (!added.isEmpty()) {
                disk.append(folder + "/" + FILE, added.toString().getBytes(UTF_8));
                added.setLength(0);
            }
            return;
        }
        StringBuilder text = new StringBuilder("3 V" + validity + " N" + next + " G" + guid + "\n");
        lines.forEach((uid, line) -> text.append(line(uid, line.fields, line.name)));
        String temporary = folder + "/" + FILE + ".tmp";
        disk.writeAll(temporary, text.toString().getBytes(UTF_8));
        disk.rename(temporary, folder + "/" + FILE);
        added.setLength(0);
    }
}
