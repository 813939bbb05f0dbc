package postroom.labs.debian.dovecot.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;

/** Gives UIDVALIDITY values, each once: the last is in {@code dovecot-uidvalidity}, and in the name of a file beside it. */
final class UidValidity {
    private static final String FILE = "dovecot-uidvalidity";

    private UidValidity() {}

    /** The next for a mailbox below {@code root}; never one that was given before. */
    static long next(FileAccess disk, String root, long now) throws ErrnoException {
        long last = 0;
        String mark = null;
        for (DirectoryEntry each : disk.list(root)) {
            if (each.name().matches(FILE + "\\.[0-9a-f]{8}")) {
                last = Math.max(last, Long.parseLong(each.name().substring(FILE.length() + 1), 16));
                mark = root + "/" + each.name();
            }
        }
        long value = Math.max(last + 1, now);
        String text = String.format("%08x", value);
        disk.writeAll(root + "/" + FILE, text.getBytes(US_ASCII));
        String named = root + "/" + FILE + "." + text;
        if (mark != null) {
            disk.rename(mark, named);
        } else {
            disk.writeAll(named, new byte[0]);
            disk.chmod(named, 0444);
        }
        return value;
    }
}
