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
            if (colon > 0 && all[i].substring(0, blank).matches("[0-9]{1,10}")) {
                long uid = Long.parseLong(all[i].substring(0, blank));
                list.put(uid, all[i].substring(Math.min(blank + 1, colon), colon), all[i].substring(colon + 2));
            }
        }
        return Optional.of(list);
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

    /** The size of a message as the list has it. */
    Optional<Long> size(long uid) {
        Line line = lines.get(uid);
        for (String each : line == null ? new String[0] : line.fields.split(" ")) {
            if (each.matches("W[0-9]{1,18}")) {
                return Optional.of(Long.parseLong(each.substring(1)));
            }
        }
        return Optional.empty();
    }

    /** Gives the next UID to a file. */
    long add(String name, long size) {
        long uid = next;
        put(uid, "W" + size, name);
        return uid;
    }

    /** Forgets all files but these. @return whether there were others */
    boolean retain(java.util.Set<String> names) {
        boolean changed = byName.keySet().retainAll(names);
        lines.values().removeIf(it -> !names.contains(it.name));
        return changed;
    }

    /** Writes it; the file is replaced as a whole. */
    void write(FileAccess disk, String folder) throws ErrnoException {
        StringBuilder text = new StringBuilder("3 V" + validity + " N" + next + " G" + guid + "\n");
        lines.forEach((uid, line) -> text.append(uid)
                .append(' ')
                .append(line.fields)
                .append(line.fields.isEmpty() ? ":" : " :")
                .append(line.name)
                .append('\n'));
        String temporary = folder + "/" + FILE + ".tmp";
        disk.writeAll(temporary, text.toString().getBytes(UTF_8));
        disk.rename(temporary, folder + "/" + FILE);
    }
}
