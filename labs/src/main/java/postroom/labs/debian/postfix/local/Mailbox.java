package postroom.labs.debian.postfix.local;

import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.queue.QueueMessage;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Open;
import postroom.labs.fs.OpenFile;
import postroom.labs.fs.Stat;
import postroom.labs.io.ErrnoException;

/** Delivery to files of mail: mailboxes in mbox form, and Maildirs. */
public final class Mailbox {
    private static final int DEVICE = 0x34;

    private final Service service;

    /** For the messages of one delivery agent. */
    public Mailbox(Service service) {
        this.service = service;
    }

    /** Why a file could not take a message. @param dsn enhanced status code @param text for log and bounce */
    public record Failure(String dsn, String text) {}

    /**
     * Appends a message to a mailbox file, which is made if it is missing, in the owner's name and with mode 600.
     *
     * @param owner whose mailbox it is
     * @param spool the file is in mail_spool_directory, where only the superuser makes files
     * @param what {@code mailbox} or {@code file}, for the text of a failure
     */
    public Optional<Failure> append(String path, Credentials owner, boolean spool, String what, byte[] message) {
        FileAccess root = FileAccess.root(service.host().disk());
        FileAccess own = new FileAccess(service.host().disk(), owner, "/", 077);
        try {
            if (!root.exists(path)) {
                make(path, owner, spool ? root : own);
            }
            Stat stat = root.stat(path);
            if (what.equals("mailbox")
                    && stat.uid() != owner.uid()
                    && service.parameters().bool("strict_mailbox_ownership")) {
                return Optional.of(new Failure("4.2.0", "destination " + path + " is not owned by recipient"));
            }
            long limit = service.parameters().number("mailbox_size_limit");
            if (limit > 0 && stat.isFile() && stat.size() + message.length > limit) {
                return Optional.of(new Failure("5.2.2", "File too large"));
            }
            if (!stat.isFile()) {
                // Devices such as /dev/null take everything
                return stat.isDirectory()
                        ? Optional.of(new Failure("5.2.0", "cannot open file: Is a directory"))
                        : Optional.empty();
            }
            OpenFile file = own.open(path, EnumSet.of(Open.WRITE, Open.APPEND), 0);
            try {
                file.tryWrite(message, 0, message.length);
            } finally {
                file.close();
            }
            return Optional.empty();
        } catch (ErrnoException e) {
            String dsn = switch (e.errno()) {
                case ENOSPC, EAGAIN -> "4.2.2";
                default -> "5.2.0";
            };
            return Optional.of(new Failure(dsn, "cannot open file: " + e.getMessage()));
        }
    }

    private static void make(String path, Credentials owner, FileAccess maker) throws ErrnoException {
        new FileAccess(maker.disk(), maker.who(), "/", 0)
                .open(path, EnumSet.of(Open.WRITE, Open.CREATE, Open.EXCLUSIVE), 0600)
                .close();
        if (maker.who().isRoot() && !owner.isRoot()) {
            maker.chown(path, owner.uid(), -1, true);
        }
    }

    /**
     * Puts a message into a Maildir, whose folders are made if they are missing ({@code maildir(5)}).
     *
     * @param folder the Maildir, ending in a slash
     */
    public Optional<Failure> maildir(String folder, Credentials owner, byte[] message) {
        FileAccess own = new FileAccess(service.host().disk(), owner, "/", 077);
        Instant now = service.now();
        String hostName = service.host().name();
        String temporary = folder + "tmp/" + now.getEpochSecond() + ".P" + service.pid() + "." + hostName;
        String current = temporary;
        try {
            if (!own.exists(folder + "tmp")) {
                makeFolders(own, folder);
            }
            own.open(temporary, EnumSet.of(Open.WRITE, Open.CREATE, Open.EXCLUSIVE), 0600)
                    .close();
            own.writeAll(temporary, message);
            int inode = own.stat(temporary).ino();
            current = folder + "new/" + now.getEpochSecond() + ".V" + Integer.toHexString(DEVICE) + "I"
                    + Integer.toHexString(inode) + "M" + now.getNano() / 1000 + "." + hostName;
            if (!own.exists(folder + "new")) {
                makeFolders(own, folder);
            }
            own.rename(temporary, current);
            return Optional.empty();
        } catch (ErrnoException e) {
            discard(own, temporary);
            String text = "create maildir file " + current + ": " + e.getMessage();
            service.msg()
                    .warning("maildir access problem for UID/GID=" + owner.uid() + "/" + owner.gid() + ": " + text);
            service.msg().warning("perhaps you need to create the maildirs in advance");
            boolean full = e.errno() == postroom.labs.io.Errno.ENOSPC;
            return Optional.of(new Failure(full ? "4.2.2" : "5.2.0", "maildir delivery failed: " + text));
        }
    }

    private static void discard(FileAccess own, String temporary) {
        if (own.exists(temporary)) {
            try {
                own.unlink(temporary);
            } catch (ErrnoException stays) {
                // The failure of the delivery itself is what is reported; tmp/ is swept by Maildir readers
                return;
            }
        }
    }

    private static void makeFolders(FileAccess own, String folder) throws ErrnoException {
        for (String name : new String[] {"tmp", "new", "cur"}) {
            String path = folder + name;
            for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
                makeFolder(own, path.substring(0, slash));
            }
            makeFolder(own, path);
        }
    }

    private static void makeFolder(FileAccess own, String path) throws ErrnoException {
        if (!own.exists(path)) {
            own.mkdir(path, 0700);
        }
    }

    /** Checks what local(8) and virtual(8) check when they start. */
    public static void checkLimits(Parameters parameters, String name) {
        long mailbox = parameters.number(name);
        long message = parameters.number("message_size_limit");
        if (mailbox > 0 && (message == 0 || mailbox < message)) {
            throw new postroom.labs.debian.postfix.config.Fatal(
                    "configuration error: " + name + " is smaller than message_size_limit");
        }
    }

    /** The bytes for a mailbox file. */
    static byte[] mbox(QueueMessage message, Recipient recipient, Instant now) throws IOException {
        return MessageCopy.mbox(message, recipient.queued().original(), recipient.delivered(), now);
    }
}
