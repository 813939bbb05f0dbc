package postroom.labs.debian.dovecot.storage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.DiskListener;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.FileType;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.server.mailbox.MailStore;
import postroom.server.mailbox.Mailbox;
import postroom.server.mailbox.MailboxException;
import postroom.server.mailbox.MailboxException.Reason;
import postroom.server.mailbox.ModifiedUtf7;
import postroom.server.mailbox.QuotaRoot;

/** A user's mailboxes in the layout Maildir++: INBOX is the folder itself, the mailbox {@code A.B} is {@code .A.B} in it. */
public final class MaildirStore implements MailStore {
    private static final char SEPARATOR = '.';
    private static final String INBOX = "INBOX";
    private static final String LIST_INDEX = "dovecot.list.index.log";

    private final StorageContext context;
    private final FileAccess disk;
    private final String root;
    private final Map<String, String> specialUses;
    private final boolean pop3;
    private final boolean showsQuota;

    /**
     * A user's mailboxes.
     *
     * @param disk in the user's name
     * @param specialUses by the mailboxes' names
     * @param pop3 whether it is for a POP3 session
     * @param showsQuota whether clients may ask for the quota
     */
    public MaildirStore(
            StorageContext context,
            FileAccess disk,
            String root,
            Map<String, String> specialUses,
            boolean pop3,
            boolean showsQuota) {
        this.context = context;
        this.disk = disk;
        this.root = root;
        this.specialUses = specialUses;
        this.pop3 = pop3;
        this.showsQuota = showsQuota;
    }

    @Override
    public Executor executor() {
        return context.host().serial();
    }

    @Override
    public char separator() {
        return SEPARATOR;
    }

    private String path(String name) {
        return name.equals(INBOX) ? root : root + "/." + ModifiedUtf7.encode(name);
    }

    private Maildir maildir(String name) {
        return new Maildir(context, disk, root, path(name), name, pop3);
    }

    /** Makes what Dovecot makes as soon as it looks at the mailboxes. */
    private void prepare() throws ErrnoException {
        prepareList();
        Maildir inbox = maildir(INBOX);
        if (!Maildir.isThere(disk, root)) {
            inbox.create();
        }
        inbox.uidlist();
        if (!disk.exists(root + "/" + MailboxIndex.FILE)) {
            MailboxIndex.read(disk, root).save();
        }
    }

    /** Makes INBOX if it is missing, as a delivery does. */
    public void makeInbox() throws MailboxException {
        try {
            if (!Maildir.isThere(disk, root)) {
                Folders.make(disk, root);
                maildir(INBOX).create();
                disk.writeAll(root + "/maildirfolder", new byte[0]);
            }
        } catch (ErrnoException e) {
            throw context.failed("mkdir(" + root + ")", e);
        }
    }

    /** The same of what it takes to list the names; INBOX need not be there for that. */
    private void prepareList() throws ErrnoException {
        Folders.make(disk, root);
        if (!disk.exists(root + "/" + LIST_INDEX)) {
            disk.writeAll(root + "/" + LIST_INDEX, MailboxIndex.logHeader(context.now()));
        }
    }

    @Override
    public List<Entry> list() throws MailboxException {
        try {
            if (Maildir.isThere(disk, root)) {
                prepare();
            } else {
                prepareList();
            }
            Map<String, Boolean> found = new LinkedHashMap<>();
            for (DirectoryEntry each : disk.list(root)) {
                if (each.type() == FileType.DIRECTORY && each.name().matches("\\.[^.].*")) {
                    String name = each.name().substring(1);
                    found.put(ModifiedUtf7.decode(name).orElse(name), true);
                }
            }
            return new Hierarchy(found, SEPARATOR).entries();
        } catch (ErrnoException e) {
            throw context.failed("opendir(" + root + ")", e);
        }
    }

    @Override
    public boolean exists(String name) {
        String canonical = MailboxNames.canonical(name, SEPARATOR);
        return canonical.equals(INBOX)
                || !canonical.isEmpty() && canonical.indexOf('/') < 0 && disk.exists(path(canonical));
    }

    @Override
    public Mailbox open(String name) throws MailboxException {
        String canonical = MailboxNames.canonical(name, SEPARATOR);
        MailboxNames.require(canonical, SEPARATOR);
        try {
            prepare();
        } catch (ErrnoException e) {
            throw context.failed("mkdir(" + root + ")", e);
        }
        if (!exists(canonical)) {
            throw MailboxException.notFound(canonical);
        }
        return maildir(canonical);
    }

    @Override
    public void create(String name) throws MailboxException {
        String canonical = MailboxNames.canonical(name, SEPARATOR);
        if (canonical.length() > 1 && canonical.charAt(canonical.length() - 1) == SEPARATOR) {
            canonical = canonical.substring(0, canonical.length() - 1);
        }
        MailboxNames.require(canonical, SEPARATOR);
        if (exists(canonical)) {
            throw new MailboxException(Reason.EXISTS, "Mailbox already exists");
        }
        try {
            prepare();
            Maildir made = maildir(canonical);
            made.create();
            disk.writeAll(made.path() + "/maildirfolder", new byte[0]);
            made.uidlist();
            made.look(false);
        } catch (ErrnoException e) {
            throw context.failed("mkdir(" + path(canonical) + ")", e);
        }
    }

    @Override
    public void delete(String name) throws MailboxException {
        String canonical = MailboxNames.canonical(name, SEPARATOR);
        if (canonical.equals(INBOX)) {
            throw new MailboxException(Reason.OTHER, "INBOX can't be deleted");
        }
        MailboxNames.require(canonical, SEPARATOR);
        if (!exists(canonical)) {
            throw MailboxException.notFound(canonical);
        }
        try {
            remove(path(canonical));
            noteChange(canonical);
        } catch (ErrnoException e) {
            throw context.failed("rmdir(" + path(canonical) + ")", e);
        }
    }

    private void remove(String path) throws ErrnoException {
        for (DirectoryEntry each : disk.list(path)) {
            String below = path + "/" + each.name();
            if (each.type() == FileType.DIRECTORY) {
                remove(below);
            } else {
                disk.unlink(below);
            }
        }
        disk.rmdir(path);
    }

    @Override
    public void rename(String from, String to) throws MailboxException {
        String old = MailboxNames.canonical(from, SEPARATOR);
        String now = MailboxNames.canonical(to, SEPARATOR);
        MailboxNames.require(old, SEPARATOR);
        MailboxNames.require(now, SEPARATOR);
        List<String> moved = new ArrayList<>();
        for (Entry each : list()) {
            if (each.exists() && (each.name().equals(old) || each.name().startsWith(old + SEPARATOR))) {
                moved.add(each.name());
            }
        }
        if (moved.isEmpty()) {
            throw MailboxException.notFound(old);
        }
        if (old.equals(INBOX)) {
            throw new MailboxException(Reason.CANNOT, "Renaming INBOX isn't supported.");
        }
        if (exists(now)) {
            throw new MailboxException(Reason.EXISTS, "Target mailbox already exists");
        }
        try {
            for (String each : moved) {
                disk.rename(path(each), path(now + each.substring(old.length())));
            }
            noteChange(now);
        } catch (ErrnoException e) {
            throw context.failed("rename(" + path(old) + ", " + path(now) + ")", e);
        }
    }

    /** Dovecot's log of changes to names, for dsync: records of 24 bytes. */
    private void noteChange(String name) throws ErrnoException {
        disk.append(
                root + "/dovecot.mailbox.log",
                String.format("%08x%016x", context.now(), name.hashCode()).getBytes());
    }

    @Override
    public Set<String> subscriptions() throws MailboxException {
        try {
            return new Subscriptions(disk, root, SEPARATOR).read();
        } catch (ErrnoException e) {
            throw context.failed("open(" + root + "/subscriptions)", e);
        }
    }

    @Override
    public void subscribe(String name) throws MailboxException {
        String canonical = MailboxNames.canonical(name, SEPARATOR);
        if (!exists(canonical)) {
            throw MailboxException.notFound(canonical);
        }
        Set<String> names = subscriptions();
        if (names.add(canonical)) {
            write(names, canonical);
        }
    }

    @Override
    public void unsubscribe(String name) throws MailboxException {
        String canonical = MailboxNames.canonical(name, SEPARATOR);
        Set<String> names = subscriptions();
        if (names.remove(canonical)) {
            write(names, canonical);
        }
    }

    private void write(Set<String> names, String changed) throws MailboxException {
        try {
            new Subscriptions(disk, root, SEPARATOR).write(names);
            noteChange(changed);
        } catch (ErrnoException e) {
            throw context.failed("open(" + root + "/subscriptions)", e);
        }
    }

    @Override
    public String specialUse(String name) {
        return specialUses.getOrDefault(name, "");
    }

    /** The keeper of the quota. */
    public QuotaKeeper quotaKeeper() {
        return context.quota();
    }

    @Override
    public boolean showsQuota() {
        return showsQuota;
    }

    @Override
    public Optional<List<QuotaRoot>> quota() throws MailboxException {
        try {
            return showsQuota ? Optional.of(context.quota().view()) : Optional.empty();
        } catch (ErrnoException e) {
            throw context.failed("open(" + root + "/maildirsize)", e);
        }
    }

    @Override
    public Runnable watch(Mailbox mailbox, Runnable changed) {
        String folder = canonicalPath(((Maildir) mailbox).path());
        DiskListener listener = path -> {
            if (path.startsWith(folder + "/new/") || path.startsWith(folder + "/cur/") || path.equals(folder)) {
                changed.run();
            }
        };
        disk.disk().listen(listener);
        return () -> disk.disk().ignore(listener);
    }

    @Override
    public Runnable watchAll(Runnable changed) {
        String folder = canonicalPath(root);
        DiskListener listener = path -> {
            if (path.startsWith(folder + "/") && !path.contains("/dovecot") && !path.contains("/tmp/")) {
                changed.run();
            }
        };
        disk.disk().listen(listener);
        return () -> disk.disk().ignore(listener);
    }

    private String canonicalPath(String path) {
        try {
            return disk.canonical(path);
        } catch (ErrnoException e) {
            return e.errno() == Errno.ENOENT ? path : root;
        }
    }
}
