package postroom.labs.debian.dovecot.storage;

import java.time.Instant;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;
import postroom.server.mailbox.MailFlags;

/** New messages of a Maildir: its lists are read once and written once, however many messages there are. */
final class MaildirAdditions {
    private final StorageContext context;
    private final FileAccess disk;
    private final String path;
    private final Uidlist list;
    private final Keywords keywords;
    private final MailboxIndex index;
    private final long modseq;

    /** For the Maildir in a folder. */
    MaildirAdditions(StorageContext context, FileAccess disk, String path, Uidlist list) throws ErrnoException {
        this.context = context;
        this.disk = disk;
        this.path = path;
        this.list = list;
        this.keywords = Keywords.read(disk, path);
        this.index = MailboxIndex.read(disk, path);
        this.modseq = index.advance(1);
    }

    /** Whether there is a file of this name already. */
    boolean has(String base) {
        return list.uid(base).isPresent();
    }

    /** A name that no other file has, even if the clock stands still. */
    String freshName(String fields) {
        Instant now = context.host().clock().instant();
        for (long micros = now.getNano() / 1000; ; micros++) {
            String name = now.getEpochSecond() + ".M" + micros + "P" + context.pid() + "."
                    + context.host().name() + fields;
            if (!has(name) && !disk.exists(path + "/tmp/" + name)) {
                return name;
            }
        }
    }

    /** Puts a finished file where it belongs: without flags it is a new one. @return its UID */
    long place(String temporary, String base, MailFlags flags, String fields) throws ErrnoException {
        String letters = keywords.letters(flags, "");
        long uid = list.add(base, fields);
        disk.rename(temporary, path + (letters.isEmpty() ? "/new/" + base : "/cur/" + base + Maildir.INFO + letters));
        index.put(uid, modseq, letters);
        return uid;
    }

    /** Writes the lists. */
    void save() throws ErrnoException {
        keywords.save(disk, path);
        list.save(disk, path, false);
        index.save();
    }
}
