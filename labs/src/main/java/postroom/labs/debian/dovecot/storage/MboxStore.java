package postroom.labs.debian.dovecot.storage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import postroom.labs.debian.dovecot.auth.MailUser;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.DiskListener;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.FileType;
import postroom.labs.host.Accounts;
import postroom.labs.io.ErrnoException;
import postroom.server.mailbox.MailStore;
import postroom.server.mailbox.Mailbox;
import postroom.server.mailbox.MailboxException;
import postroom.server.mailbox.MailboxException.Reason;

/**
 * A user's mailboxes as mbox files in a folder: {@code A/B} is the file B in the folder A, which is no mailbox itself.
 * INBOX may be a file elsewhere. What Dovecot keeps beside is in folders {@code .imap}.
 */
public final class MboxStore implements MailStore {
    private static final char SEPARATOR = '/';
    private static final String INBOX = "INBOX";
    private static final int DEEPEST = 20;

    private final StorageContext context;
    private final FileAccess disk;
    private final String root;
    private final String inbox;
    private final Map<String, String> specialUses;
    private final MailUser user;
    private Runnable onInbox = () -> {};

    /**
     * A user's mailboxes.
     *
     * @param disk in the user's name
     * @param location their folder, and perhaps the file that is INBOX
     * @param specialUses by the mailboxes' names
     */
    public MboxStore(
            StorageContext context,
            FileAccess disk,
            MailLocation location,
            Map<String, String> specialUses,
            MailUser user) {
        this.context = context;
        this.disk = disk;
        this.root = location.root();
        this.inbox = location.inbox().isEmpty() ? location.root() + "/inbox" : location.inbox();
        this.specialUses = specialUses;
        this.user = user;
    }

    /** What is done when INBOX is about to be used, whose folder takes more rights than the user's to lock it in. */
    public void onInbox(Runnable action) {
        onInbox = action;
    }

    @Override
    public Executor executor() {
        return context.host().serial();
    }

    @Override
    public char separator() {
        return SEPARATOR;
    }

    private String file(String name) {
        return name.equals(INBOX) ? inbox : root + "/" + name;
    }

    private String indexFolder(String name) {
        int slash = name.lastIndexOf(SEPARATOR);
        String parent = slash < 0 ? root : root + "/" + name.substring(0, slash);
        return parent + "/.imap/" + name.substring(slash + 1);
    }

    private Mbox mbox(String name) {
        String owner = user.name().contains("@") ? user.name() : user.name() + "@" + domain();
        return new Mbox(context, disk, file(name), indexFolder(name), name, owner);
    }

    private String domain() {
        return new postroom.labs.host.Resolver(context.host())
                .aliases(context.host().name()).stream()
                        .findFirst()
                        .orElse(context.host().name());
    }

    /** Makes what Dovecot makes as soon as it looks at the mailboxes. */
    private void prepare() throws ErrnoException {
        Folders.make(disk, root + "/.imap");
        if (!disk.exists(inbox)) {
            makeInbox();
        }
        String list = root + "/.imap/dovecot.list.index.log";
        if (!disk.exists(list)) {
            disk.writeAll(list, new byte[0]);
        }
    }

    /** INBOX is made with the rights of {@code mail_privileged_group}. */
    private void makeInbox() throws ErrnoException {
        int mail = context.host()
                .accounts()
                .group("mail")
                .map(Accounts.Group::gid)
                .orElse(user.who().gid());
        Credentials privileged = new Credentials(user.who().uid(), user.who().gid(), Set.of(mail));
        FileAccess own = disk.as(privileged);
        own.writeAll(inbox, new byte[0]);
        own.chmod(inbox, 0600);
    }

    private boolean isMailbox(String name) {
        try {
            return name.equals(INBOX) || disk.stat(file(name)).isFile();
        } catch (ErrnoException e) {
            return false;
        }
    }

    @Override
    public List<Entry> list() throws MailboxException {
        try {
            prepare();
            onInbox.run();
            mbox(INBOX).look(false);
            Map<String, Boolean> found = new LinkedHashMap<>();
            list("", found, 0);
            found.remove(INBOX);
            return new Hierarchy(found, SEPARATOR).entries();
        } catch (ErrnoException e) {
            throw context.failed("opendir(" + root + ")", e);
        }
    }

    private void list(String prefix, Map<String, Boolean> found, int depth) throws ErrnoException {
        for (DirectoryEntry each : disk.list(root + "/" + prefix)) {
            if (each.name().startsWith(".") || depth > DEEPEST) {
                continue;
            }
            boolean folder = each.type() == FileType.DIRECTORY;
            found.put(prefix + each.name(), !folder);
            if (folder) {
                list(prefix + each.name() + "/", found, depth + 1);
            }
        }
    }

    private String canonical(String name) throws MailboxException {
        String canonical = MailboxNames.canonical(name, SEPARATOR);
        MailboxNames.require(canonical, SEPARATOR);
        if (("/" + canonical + "/").matches(".*/\\.\\.?/.*")) {
            throw new MailboxException(Reason.CANNOT, "Invalid mailbox name: Contains '" + canonical + "' part");
        }
        return canonical;
    }

    @Override
    public boolean exists(String name) throws MailboxException {
        return isMailbox(canonical(name));
    }

    @Override
    public Mailbox open(String name) throws MailboxException {
        String canonical = canonical(name);
        try {
            prepare();
        } catch (ErrnoException e) {
            throw context.failed("mkdir(" + root + ")", e);
        }
        if (!isMailbox(canonical)) {
            throw disk.exists(file(canonical))
                    ? new MailboxException(Reason.CANNOT, "Mailbox isn't selectable")
                    : MailboxException.notFound(canonical);
        }
        if (canonical.equals(INBOX)) {
            onInbox.run();
        }
        return mbox(canonical);
    }

    @Override
    public void create(String name) throws MailboxException {
        boolean folder = name.length() > 1 && name.endsWith("/");
        String canonical = canonical(folder ? name.substring(0, name.length() - 1) : name);
        if (canonical.equals(INBOX) || disk.exists(file(canonical))) {
            throw new MailboxException(Reason.EXISTS, "Mailbox already exists");
        }
        try {
            prepare();
            if (folder) {
                Folders.make(disk, file(canonical));
                return;
            }
            int slash = file(canonical).lastIndexOf('/');
            Folders.make(disk, file(canonical).substring(0, slash));
            disk.writeAll(file(canonical), new byte[0]);
            disk.chmod(file(canonical), 0600);
            onInbox.run();
            UidValidity.next(disk, root + "/.imap", context.now());
            mbox(canonical).look(false);
        } catch (ErrnoException e) {
            throw context.failed("mkdir(" + file(canonical) + ")", e);
        }
    }

    @Override
    public void delete(String name) throws MailboxException {
        String canonical = canonical(name);
        if (canonical.equals(INBOX)) {
            throw new MailboxException(Reason.OTHER, "INBOX can't be deleted");
        }
        try {
            if (isMailbox(canonical)) {
                disk.unlink(file(canonical));
                remove(indexFolder(canonical));
            } else if (!disk.exists(file(canonical))) {
                throw MailboxException.notFound(canonical);
            } else if (hasChildren(file(canonical))) {
                throw new MailboxException(Reason.OTHER, "Mailbox has children, delete them first");
            } else {
                remove(file(canonical));
            }
        } catch (ErrnoException e) {
            throw context.failed("unlink(" + file(canonical) + ")", e);
        }
    }

    private boolean hasChildren(String path) throws ErrnoException {
        return disk.list(path).stream().anyMatch(it -> !it.name().startsWith("."));
    }

    private void remove(String path) throws ErrnoException {
        if (!disk.exists(path)) {
            return;
        }
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
        String old = canonical(from);
        String now = canonical(to);
        if (!old.equals(INBOX) && !disk.exists(file(old))) {
            throw MailboxException.notFound(old);
        }
        if (old.equals(INBOX)) {
            throw new MailboxException(Reason.CANNOT, "Renaming INBOX isn't supported.");
        }
        if (now.equals(INBOX) || disk.exists(file(now))) {
            throw new MailboxException(Reason.EXISTS, "Target mailbox already exists");
        }
        if (now.startsWith(old + SEPARATOR)) {
            throw new MailboxException(Reason.OTHER, "Can't rename mailbox under its own child.");
        }
        try {
            Folders.make(disk, file(now).substring(0, file(now).lastIndexOf('/')));
            boolean mailbox = isMailbox(old);
            disk.rename(file(old), file(now));
            String index = indexFolder(now);
            if (mailbox && disk.exists(indexFolder(old))) {
                Folders.make(disk, index.substring(0, index.lastIndexOf('/')));
                disk.rename(indexFolder(old), index);
            }
        } catch (ErrnoException e) {
            throw context.failed("rename(" + file(old) + ", " + file(now) + ")", e);
        }
    }

    private Subscriptions subscriptionsFile() {
        return new Subscriptions(disk, root, ".subscriptions", SEPARATOR);
    }

    @Override
    public Set<String> subscriptions() throws MailboxException {
        try {
            return subscriptionsFile().read();
        } catch (ErrnoException e) {
            throw context.failed("open(" + root + "/.subscriptions)", e);
        }
    }

    @Override
    public void subscribe(String name) throws MailboxException {
        String canonical = canonical(name);
        if (!exists(canonical)) {
            throw MailboxException.notFound(canonical);
        }
        Set<String> names = subscriptions();
        if (names.add(canonical)) {
            write(names);
        }
    }

    @Override
    public void unsubscribe(String name) throws MailboxException {
        Set<String> names = subscriptions();
        if (names.remove(canonical(name))) {
            write(names);
        }
    }

    private void write(Set<String> names) throws MailboxException {
        try {
            Folders.make(disk, root);
            subscriptionsFile().write(names);
        } catch (ErrnoException e) {
            throw context.failed("open(" + root + "/.subscriptions)", e);
        }
    }

    @Override
    public String specialUse(String name) {
        return specialUses.getOrDefault(name, "");
    }

    @Override
    public Runnable watch(Mailbox mailbox, Runnable changed) {
        String path = canonicalPath(((Mbox) mailbox).file());
        DiskListener listener = it -> {
            if (it.equals(path)) {
                changed.run();
            }
        };
        disk.disk().listen(listener);
        return () -> disk.disk().ignore(listener);
    }

    @Override
    public Runnable watchAll(Runnable changed) {
        String folder = canonicalPath(root);
        String first = canonicalPath(inbox);
        DiskListener listener = path -> {
            if ((path.startsWith(folder + "/") || path.equals(first))
                    && !path.contains("/dovecot")
                    && !path.contains("/tmp/")) {
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
            return path;
        }
    }
}
