package postroom.labs.debian.dovecot.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Stat;
import postroom.labs.fs.Tree;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.server.mailbox.MailFlags;
import postroom.server.mailbox.MailRecord;
import postroom.server.mailbox.Mailbox;
import postroom.server.mailbox.MailboxException;
import postroom.server.mailbox.MailboxException.Reason;
import postroom.server.mailbox.MailboxView;

/**
 * A mailbox in the format Maildir: one file a message, new ones in {@code new/}, others in {@code cur/} with their flags
 * behind {@code :2,}. UIDs are in {@link Uidlist}, keywords in {@link Keywords}, the rest in {@link MailboxIndex}. What
 * the files say is all there is; what is kept in memory is only good while the disk stays the same.
 *
 * <p>To be used on the lab's serial executor.
 */
public final class Maildir implements Mailbox, StoredMailbox {
    static final String INFO = ":2,";
    private static final String CACHE = "dovecot.index.cache";
    private static final int LARGEST = 32 << 20;
    private static final int SIZES = 20_000;

    /** How often it is tried again when files have gone or got other names meanwhile. */
    private static final int TRIES = 20;

    private final StorageContext context;
    private final FileAccess disk;
    private final String root;
    private final String path;
    private final String name;
    private final boolean pop3;
    private final Map<String, Long> sizes = new HashMap<>();

    private boolean cached;
    private Tree seen;
    private boolean seenTaking;
    private MailboxView view;
    private Map<Long, Item> items = Map.of();

    /**
     * A file.
     *
     * @param base the file's name without flags, which stays the same
     * @param file the file's path below the folder
     * @param letters behind {@code :2,}
     */
    private record Item(String base, String file, String letters, boolean isNew) {}

    /**
     * A mailbox in a folder.
     *
     * @param disk in the name of its owner
     * @param root the folder of all mailboxes
     * @param path its own
     * @param name of the mailbox
     * @param pop3 whether sizes are noted in the list of UIDs, as POP3 sessions do
     */
    Maildir(StorageContext context, FileAccess disk, String root, String path, String name, boolean pop3) {
        this.context = context;
        this.disk = disk;
        this.root = root;
        this.path = path;
        this.name = name;
        this.pop3 = pop3;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String path() {
        return path;
    }

    /** Makes the folders that are missing. */
    void create() throws ErrnoException {
        for (String each : List.of("", "/cur", "/new", "/tmp")) {
            if (!disk.exists(path + each)) {
                disk.mkdir(path + each, 0700);
            }
        }
    }

    /** Whether a path is such a mailbox. */
    static boolean isThere(FileAccess disk, String path) {
        return disk.exists(path + "/cur") || disk.exists(path + "/new");
    }

    @Override
    public Object state() {
        return disk.disk().tree();
    }

    @Override
    public MailboxView look(boolean takes) throws MailboxException {
        if (seen == disk.disk().tree() && (seenTaking || !takes)) {
            return withoutRecent(takes);
        }
        for (int tries = TRIES; ; tries--) {
            try {
                return scan(takes);
            } catch (ErrnoException e) {
                if (e.errno() != Errno.ENOENT || tries == 0 || !isThere(disk, path)) {
                    throw failed(e);
                }
            }
        }
    }

    private MailboxView withoutRecent(boolean takes) {
        if (seenTaking && view.recent() > 0) {
            List<MailRecord> old = new ArrayList<>();
            for (MailRecord each : view.messages()) {
                old.add(new MailRecord(each.uid(), each.flags(), false, each.modseq(), each.received(), each.saved()));
            }
            view = new MailboxView(view.validity(), view.next(), view.highestModseq(), view.keywords(), old);
        }
        return view;
    }

    private MailboxException failed(ErrnoException e) {
        if (e.errno() == Errno.ENOENT && !isThere(disk, path)) {
            return MailboxException.notFound(name);
        }
        return context.failed("opendir(" + path + "/cur)", e);
    }

    private MailboxView scan(boolean takes) throws ErrnoException {
        TreeMap<String, Item> found = new TreeMap<>();
        scan("new", found);
        scan("cur", found);
        Uidlist list = uidlist();
        boolean rewritten = list.retain(new HashSet<>(found.keySet()));
        Keywords keywords = Keywords.read(disk, path);
        MailboxIndex index = MailboxIndex.read(disk, path);
        TreeMap<Long, Item> byUid = new TreeMap<>();
        for (Item each : found.values()) {
            long uid = uid(list, each);
            byUid.put(uid, moved(each, takes));
        }
        list.save(disk, path, rewritten);
        view = view(byUid, list, keywords, index, takes);
        index.save();
        items = byUid;
        Tree now = disk.disk().tree();
        seen = isAll(byUid.values()) ? now : null;
        seenTaking = takes;
        return view;
    }

    /** Whether these are the files that are there; others may have come while it was looked. */
    private boolean isAll(Collection<Item> found) throws ErrnoException {
        TreeMap<String, Item> there = new TreeMap<>();
        scan("new", there);
        scan("cur", there);
        return there.size() == found.size() && found.stream().allMatch(each -> each.equals(there.get(each.base)));
    }

    private long uid(Uidlist list, Item item) throws ErrnoException {
        Optional<Long> known = list.uid(item.base);
        if (known.isPresent()) {
            return known.get();
        }
        return pop3 ? list.add(item.base, "W" + size(item)) : list.add(item.base, "");
    }

    private MailboxView view(
            TreeMap<Long, Item> byUid, Uidlist list, Keywords keywords, MailboxIndex index, boolean takes)
            throws ErrnoException {
        index.retain(byUid.keySet());
        index.mention(keywords.names());
        List<MailRecord> records = new ArrayList<>(byUid.size());
        long modseq = 0;
        for (Map.Entry<Long, Item> each : byUid.entrySet()) {
            long uid = each.getKey();
            Item item = each.getValue();
            MailboxIndex.Entry entry = index.entry(uid);
            if (entry == null || !entry.flags().equals(item.letters)) {
                modseq = modseq == 0 ? index.advance(1) : modseq;
                index.put(uid, modseq, item.letters);
                entry = index.entry(uid);
            }
            Stat stat = disk.stat(path + "/" + item.file);
            records.add(new MailRecord(
                    uid,
                    keywords.flags(item.letters),
                    uid >= index.firstRecent(),
                    entry.modseq(),
                    stat.mtime(),
                    stat.ctime()));
        }
        if (takes) {
            index.firstRecent(list.next());
        }
        return new MailboxView(list.validity(), list.next(), index.highest(), index.keywords(), records);
    }

    /** The list of UIDs; a new one if there is none, with everything else that Dovecot makes when it first looks. */
    Uidlist uidlist() throws ErrnoException {
        Optional<Uidlist> old = Uidlist.read(disk, path);
        if (old.isPresent()) {
            return old.get();
        }
        long validity = UidValidity.next(disk, root, context.now());
        String guid = String.format(
                "%08x%08x%08x%08x",
                context.host().random().nextInt(),
                validity,
                context.host().random().nextInt(),
                context.host().random().nextInt());
        Uidlist list = new Uidlist(validity, 1, guid);
        list.save(disk, path, true);
        return list;
    }

    private void scan(String folder, TreeMap<String, Item> into) throws ErrnoException {
        for (DirectoryEntry each : disk.list(path + "/" + folder)) {
            if (each.type() != FileType.FILE || each.name().startsWith(".")) {
                continue;
            }
            int info = each.name().indexOf(INFO);
            String base = info < 0 ? each.name() : each.name().substring(0, info);
            String letters = info < 0 ? "" : each.name().substring(info + INFO.length());
            into.put(base, new Item(base, folder + "/" + each.name(), letters, folder.equals("new")));
        }
    }

    private Item moved(Item item, boolean takes) throws ErrnoException {
        if (!takes || !item.isNew) {
            return item;
        }
        String file = "cur/" + item.base + INFO + item.letters;
        disk.rename(path + "/" + item.file, path + "/" + file);
        return new Item(item.base, file, item.letters, false);
    }

    private Item item(long uid) throws MailboxException {
        look(false);
        Item item = items.get(uid);
        if (item == null) {
            throw new MailboxException(Reason.EXPUNGED, "Some of the requested messages no longer exist.");
        }
        return item;
    }

    @Override
    public long size(long uid) throws MailboxException {
        return fromFile(uid, this::size);
    }

    /** As soon as a message is read, Dovecot keeps what it has found; here nothing need be kept but that it did. */
    private void noteCache() throws ErrnoException {
        if (!cached && !pop3) {
            cached = true;
            if (!disk.exists(path + "/" + CACHE)) {
                disk.writeAll(path + "/" + CACHE, MailboxIndex.logHeader(context.now()));
                seen = disk.disk().tree();
            }
        }
    }

    private long size(Item item) throws ErrnoException {
        Long known = sizes.get(item.base);
        if (known == null) {
            known = (long) NetworkText.length(disk.readAll(path + "/" + item.file));
            if (sizes.size() >= SIZES) {
                sizes.clear();
            }
            sizes.put(item.base, known);
        }
        return known;
    }

    @Override
    public byte[] read(long uid) throws MailboxException {
        return fromFile(uid, item -> {
            byte[] text = disk.readAll(path + "/" + item.file);
            if (text.length > LARGEST) {
                throw new ErrnoException(Errno.EFBIG);
            }
            return NetworkText.of(text);
        });
    }

    /** Something that is read out of a file. */
    private interface Reading<T> {
        T of(Item item) throws ErrnoException;
    }

    /** Reads something; looks again if the file has got another name meanwhile. */
    private <T> T fromFile(long uid, Reading<T> reading) throws MailboxException {
        for (int tries = TRIES; ; tries--) {
            Item item = item(uid);
            try {
                noteCache();
                return reading.of(item);
            } catch (ErrnoException e) {
                if (e.errno() != Errno.ENOENT || tries == 0) {
                    throw context.failed("open(" + path + "/" + item.file + ")", e);
                }
                seen = null;
            }
        }
    }

    @Override
    public void flag(Collection<Long> uids, UnaryOperator<MailFlags> change) throws MailboxException {
        flag(uids, change, TRIES);
    }

    private void flag(Collection<Long> uids, UnaryOperator<MailFlags> change, int tries) throws MailboxException {
        look(false);
        List<Long> missed = new ArrayList<>();
        try {
            Keywords keywords = Keywords.read(disk, path);
            MailboxIndex index = MailboxIndex.read(disk, path);
            Map<Long, String> letters = new TreeMap<>();
            Set<String> changes = new HashSet<>();
            for (long uid : uids) {
                Item item = items.get(uid);
                if (item != null) {
                    MailFlags old = keywords.flags(item.letters);
                    MailFlags now = change.apply(old);
                    if (!now.same(old)) {
                        letters.put(uid, keywords.letters(now, item.letters));
                        note(changes, old, now);
                    }
                }
            }
            keywords.save(disk, path);
            long modseq = letters.isEmpty() ? 0 : index.advance(Math.max(1, changes.size()));
            for (Map.Entry<Long, String> each : letters.entrySet()) {
                Item item = items.get(each.getKey());
                if (present(() ->
                        disk.rename(path + "/" + item.file, path + "/cur/" + item.base + INFO + each.getValue()))) {
                    index.put(each.getKey(), modseq, each.getValue());
                } else {
                    missed.add(each.getKey());
                }
            }
            index.save();
            if (!missed.isEmpty() && tries > 0) {
                seen = null;
                flag(missed, change, tries - 1);
            }
        } catch (ErrnoException e) {
            throw context.failed("rename(" + path + "/cur)", e);
        }
    }

    /** Something that is done to a file. */
    private interface Deed {
        void run() throws ErrnoException;
    }

    /** Does something to a file. @return false if the file has gone, or has another name by now */
    private static boolean present(Deed deed) throws ErrnoException {
        try {
            deed.run();
            return true;
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENOENT) {
                return false;
            }
            throw e;
        }
    }

    /** A transaction counts its records: one for all system flags, one for each keyword. */
    private static void note(Set<String> changes, MailFlags old, MailFlags now) {
        if (old.bits() != now.bits()) {
            changes.add("");
        }
        now.minus(old).keywords().forEach(changes::add);
        old.minus(now).keywords().forEach(changes::add);
    }

    @Override
    public void mention(Collection<String> names) throws MailboxException {
        try {
            MailboxIndex index = MailboxIndex.read(disk, path);
            index.mention(names);
            index.save();
        } catch (ErrnoException e) {
            throw context.failed("open(" + path + "/" + MailboxIndex.FILE + ")", e);
        }
    }

    @Override
    public void expunge(Collection<Long> uids) throws MailboxException {
        expunge(uids, TRIES);
    }

    private void expunge(Collection<Long> uids, int tries) throws MailboxException {
        look(false);
        List<Long> missed = new ArrayList<>();
        try {
            boolean any = false;
            for (long uid : uids) {
                Item item = items.get(uid);
                if (item != null) {
                    if (present(() -> remove(path + "/" + item.file))) {
                        any = true;
                    } else {
                        missed.add(uid);
                    }
                }
            }
            if (any) {
                MailboxIndex index = MailboxIndex.read(disk, path);
                index.advance(1);
                index.save();
            }
            if (!missed.isEmpty() && tries > 0) {
                seen = null;
                expunge(missed, tries - 1);
            }
        } catch (ErrnoException e) {
            throw context.failed("unlink(" + path + "/cur)", e);
        }
    }

    private void remove(String file) throws ErrnoException {
        if (context.quota().roots().isEmpty()) {
            disk.unlink(file);
            return;
        }
        long size = disk.stat(file).size();
        disk.unlink(file);
        context.quota().changed(name, -size, -1);
    }

    private MaildirAdditions additions() throws ErrnoException {
        noteCache();
        return new MaildirAdditions(context, disk, path, uidlist());
    }

    @Override
    public long append(byte[] text, MailFlags flags, Instant received) throws MailboxException {
        byte[] stored = NetworkText.toFile(text);
        context.quota().check(name, stored.length, 1);
        String temporary = path + "/tmp";
        try {
            MaildirAdditions additions = additions();
            String base = additions.freshName(",S=" + stored.length + ",W=" + NetworkText.length(stored));
            temporary = path + "/tmp/" + base;
            disk.writeAll(temporary, stored);
            disk.chmod(temporary, 0600);
            disk.utimes(temporary, received, received);
            long uid = additions.place(temporary, base, flags, "");
            additions.save();
            context.quota().changed(name, stored.length, 1);
            return uid;
        } catch (ErrnoException e) {
            throw context.failed("Mailbox " + name + ": open(" + temporary.replaceFirst(",S=.*", "") + ")", e);
        }
    }

    @Override
    public List<Long> copyFrom(Mailbox source, List<Long> uids) throws MailboxException {
        if (!context.quota().roots().isEmpty() && source instanceof Maildir maildir) {
            long bytes = 0;
            for (long uid : uids) {
                bytes += maildir.fileSize(uid);
            }
            context.quota().check(name, bytes, uids.size());
        }
        return moveFrom(source, uids);
    }

    @Override
    public List<Long> moveFrom(Mailbox source, List<Long> uids) throws MailboxException {
        Map<Long, MailRecord> records = new HashMap<>();
        for (MailRecord each : source.look(false).messages()) {
            records.put(each.uid(), each);
        }
        if (!records.keySet().containsAll(uids)) {
            throw new MailboxException(Reason.EXPUNGED, "Some of the requested messages no longer exist.");
        }
        if (source instanceof Maildir maildir) {
            return links(maildir, uids.stream().map(records::get).toList());
        }
        List<Long> copies = new ArrayList<>();
        for (long uid : uids) {
            copies.add(append(
                    source.read(uid), records.get(uid).flags(), records.get(uid).received()));
        }
        return copies;
    }

    /** Copies in another Maildir are other names of the same files. */
    private List<Long> links(Maildir source, List<MailRecord> records) throws MailboxException {
        Map<Long, Item> found = source.items;
        List<Long> copies = new ArrayList<>();
        try {
            MaildirAdditions additions = additions();
            try {
                for (MailRecord each : records) {
                    Item item = found.get(each.uid());
                    copies.add(link(source, item, each.flags(), additions));
                    noteCopy(source.path + "/" + item.file);
                }
            } finally {
                additions.save();
            }
            return copies;
        } catch (ErrnoException e) {
            throw context.failed("link(" + source.path + "/cur, " + path + "/tmp)", e);
        }
    }

    private void noteCopy(String file) throws ErrnoException {
        if (!context.quota().roots().isEmpty()) {
            context.quota().changed(name, disk.stat(file).size(), 1);
        }
    }

    private long link(Maildir source, Item item, MailFlags flags, MaildirAdditions additions)
            throws ErrnoException, MailboxException {
        boolean keeps = flags.same(MailFlags.NONE) && !source.path.equals(path) && !additions.has(item.base);
        String base = keeps ? item.base : additions.freshName(",W=" + source.size(item));
        String temporary = path + "/tmp/" + base;
        if (!present(() -> disk.link(source.path + "/" + item.file, temporary))) {
            throw new MailboxException(Reason.EXPUNGED, "Some of the requested messages no longer exist.");
        }
        return additions.place(temporary, base, flags, "G" + item.base);
    }

    @Override
    public String guid() throws MailboxException {
        try {
            return uidlist().guid();
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    @Override
    public String guid(long uid) throws MailboxException {
        Item item = item(uid);
        try {
            String kept = uidlist().field(uid, 'G');
            return kept.isEmpty() ? item.base : kept;
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    @Override
    public long fileSize(long uid) throws MailboxException {
        Item item = item(uid);
        try {
            return disk.stat(path + "/" + item.file).size();
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    @Override
    public String storageId(long uid) throws MailboxException {
        return item(uid).base;
    }
}
