package postroom.labs.debian.dovecot.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import postroom.labs.debian.mbox.FromLine;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.server.mailbox.MailFlags;
import postroom.server.mailbox.MailRecord;
import postroom.server.mailbox.Mailbox;
import postroom.server.mailbox.MailboxException;
import postroom.server.mailbox.MailboxException.Reason;
import postroom.server.mailbox.MailboxView;

/**
 * A mailbox in the format mbox: one file, in whose headers UIDs, flags and keywords are ({@link MboxMessage}); the rest is
 * in {@link MailboxIndex}, in a folder of its own. Texts here have a char for each byte.
 *
 * <p>To be used on the lab's serial executor.
 */
final class Mbox implements Mailbox, StoredMailbox {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT);
    private static final int LARGEST = 64 << 20;

    private final StorageContext context;
    private final FileAccess disk;
    private final String file;
    private final String indexFolder;
    private final String name;
    private final String owner;

    private Object seen;
    private boolean seenTaking;
    private MailboxView view;
    private Map<Long, MboxMessage> messages = Map.of();

    /**
     * A mailbox.
     *
     * @param disk in the name of its owner
     * @param indexFolder where the index is
     * @param owner the address by which messages are marked that do not come by mail
     */
    Mbox(StorageContext context, FileAccess disk, String file, String indexFolder, String name, String owner) {
        this.context = context;
        this.disk = disk;
        this.file = file;
        this.indexFolder = indexFolder;
        this.name = name;
        this.owner = owner;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String path() {
        return indexFolder;
    }

    /** The file with the messages. */
    String file() {
        return file;
    }

    @Override
    public Object state() {
        return disk.disk().tree();
    }

    @Override
    public MailboxView look(boolean takes) throws MailboxException {
        if (seen != disk.disk().tree() || takes && !seenTaking) {
            try {
                sync(takes);
            } catch (ErrnoException e) {
                throw failed(e);
            }
        } else if (seenTaking && view.recent() > 0) {
            List<MailRecord> old = new ArrayList<>();
            for (MailRecord each : view.messages()) {
                old.add(new MailRecord(each.uid(), each.flags(), false, each.modseq(), each.received(), each.saved()));
            }
            view = new MailboxView(view.validity(), view.next(), view.highestModseq(), view.keywords(), old);
        }
        return view;
    }

    private MailboxException failed(ErrnoException e) {
        if (e.errno() == Errno.ENOENT && !disk.exists(file)) {
            return MailboxException.notFound(name);
        }
        return context.failed("open(" + file + ")", e);
    }

    private List<MboxMessage> read() throws ErrnoException {
        byte[] bytes = disk.readAll(file);
        if (bytes.length > LARGEST) {
            throw new ErrnoException(Errno.EFBIG);
        }
        return MboxText.parse(new String(bytes, ISO_8859_1));
    }

    private MailboxIndex index() throws ErrnoException {
        if (!disk.exists(indexFolder)) {
            Folders.make(disk, indexFolder);
        }
        return MailboxIndex.read(disk, indexFolder);
    }

    private void sync(boolean takes) throws ErrnoException {
        List<MboxMessage> all = read();
        MailboxIndex index = index();
        long validity = index.validity();
        long last = index.lastUid();
        Set<String> keywords = new LinkedHashSet<>();
        if (!all.isEmpty() && all.get(0).base().isPresent()) {
            MboxMessage.Base base = all.get(0).base().get();
            validity = base.validity();
            last = Math.max(last, base.lastUid());
            keywords.addAll(base.keywords());
        }
        index.keywords().stream()
                .filter(it -> keywords.stream().noneMatch(it::equalsIgnoreCase))
                .toList()
                .forEach(keywords::add);
        validity = validity == 0 ? context.now() : validity;
        Map<Long, MboxMessage> byUid = new java.util.TreeMap<>();
        long before = 0;
        boolean trusts = true;
        boolean dirty = false;
        long given = last;
        for (MboxMessage each : all) {
            long uid = each.uid();
            trusts &= uid > before && uid <= given;
            if (!trusts) {
                uid = ++last;
                dirty = true;
            }
            before = uid;
            byUid.put(uid, each);
            keywords.addAll(each.flags().keywords());
        }
        dirty |= takes && all.stream().anyMatch(it -> !it.isOld());
        dirty |= !all.isEmpty() && all.get(0).base().isEmpty();
        index.mailbox(validity, last);
        if (dirty) {
            boolean old = takes;
            write(byUid, new MboxMessage.Base(validity, last, List.copyOf(keywords)), it -> it, old);
        }
        view = view(byUid, validity, last, keywords, index, takes);
        index.save();
        messages = byUid;
        seen = disk.disk().tree();
        seenTaking = takes;
    }

    private MailboxView view(
            Map<Long, MboxMessage> byUid,
            long validity,
            long last,
            Set<String> keywords,
            MailboxIndex index,
            boolean takes) {
        index.retain(byUid.keySet());
        List<MailRecord> records = new ArrayList<>();
        long modseq = 0;
        for (Map.Entry<Long, MboxMessage> each : byUid.entrySet()) {
            MailFlags flags = each.getValue().flags();
            String letters = letters(flags);
            MailboxIndex.Entry entry = index.entry(each.getKey());
            if (entry == null || !entry.flags().equals(letters)) {
                modseq = modseq == 0 ? index.advance(1) : modseq;
                index.put(each.getKey(), modseq, letters);
                entry = index.entry(each.getKey());
            }
            Instant received = received(each.getValue());
            boolean recent = each.getKey() >= index.firstRecent();
            records.add(new MailRecord(each.getKey(), flags, recent, entry.modseq(), received, received));
        }
        if (takes) {
            index.firstRecent(last + 1);
        }
        return new MailboxView(validity, last + 1, index.highest(), List.copyOf(keywords), records);
    }

    private static String letters(MailFlags flags) {
        return flags.text(false).replace(' ', ',');
    }

    private static Instant received(MboxMessage message) {
        try {
            String date =
                    FromLine.parse(message.separator()).map(FromLine::date).orElse("");
            return LocalDateTime.parse(date, DATE).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException odd) {
            return Instant.EPOCH;
        }
    }

    /** Writes the file, with UIDs, and flags as they are or become. */
    private void write(
            Map<Long, MboxMessage> byUid, MboxMessage.Base base, UnaryOperator<MailFlags> change, boolean old)
            throws ErrnoException {
        StringBuilder text = new StringBuilder();
        boolean first = true;
        for (Map.Entry<Long, MboxMessage> each : byUid.entrySet()) {
            MboxMessage message = each.getValue();
            message.set(each.getKey(), change.apply(message.flags()), old || message.isOld(), first ? base : null);
            text.append(message.stored());
            first = false;
        }
        disk.writeAll(file, text.toString().getBytes(ISO_8859_1));
    }

    private MboxMessage message(long uid) throws MailboxException {
        look(false);
        MboxMessage message = messages.get(uid);
        if (message == null) {
            throw new MailboxException(Reason.EXPUNGED, "Some of the requested messages no longer exist.");
        }
        return message;
    }

    @Override
    public byte[] read(long uid) throws MailboxException {
        return NetworkText.of(message(uid).text().getBytes(ISO_8859_1));
    }

    @Override
    public long size(long uid) throws MailboxException {
        return NetworkText.length(message(uid).text().getBytes(ISO_8859_1));
    }

    @Override
    public long fileSize(long uid) throws MailboxException {
        return message(uid).text().getBytes(ISO_8859_1).length;
    }

    @Override
    public void flag(Collection<Long> uids, UnaryOperator<MailFlags> change) throws MailboxException {
        look(false);
        Map<Long, MailFlags> changed = new HashMap<>();
        Set<String> keywords = new LinkedHashSet<>(view.keywords());
        for (long uid : uids) {
            MboxMessage message = messages.get(uid);
            if (message != null) {
                MailFlags now = change.apply(message.flags());
                if (!now.same(message.flags())) {
                    changed.put(uid, now);
                    keywords.addAll(now.keywords());
                }
            }
        }
        if (changed.isEmpty()) {
            return;
        }
        try {
            MboxMessage.Base base = new MboxMessage.Base(view.validity(), view.next() - 1, List.copyOf(keywords));
            boolean first = true;
            StringBuilder text = new StringBuilder();
            for (Map.Entry<Long, MboxMessage> each : messages.entrySet()) {
                MboxMessage message = each.getValue();
                if (first || changed.containsKey(each.getKey())) {
                    MailFlags flags = changed.getOrDefault(each.getKey(), message.flags());
                    message.set(each.getKey(), flags, message.isOld(), first ? base : null);
                }
                text.append(message.stored());
                first = false;
            }
            disk.writeAll(file, text.toString().getBytes(ISO_8859_1));
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    @Override
    public void mention(Collection<String> names) throws MailboxException {
        try {
            MailboxIndex index = index();
            index.mention(names);
            index.save();
        } catch (ErrnoException e) {
            throw context.failed("open(" + indexFolder + "/" + MailboxIndex.FILE + ")", e);
        }
    }

    @Override
    public void expunge(Collection<Long> uids) throws MailboxException {
        look(false);
        Map<Long, MboxMessage> left = new java.util.TreeMap<>(messages);
        left.keySet().removeAll(Set.copyOf(uids));
        if (left.size() == messages.size()) {
            return;
        }
        try {
            MailboxIndex index = index();
            index.mailbox(view.validity(), view.next() - 1);
            index.advance(1);
            index.save();
            StringBuilder text = new StringBuilder();
            boolean first = true;
            for (Map.Entry<Long, MboxMessage> each : left.entrySet()) {
                if (first && each.getValue().base().isEmpty()) {
                    each.getValue()
                            .set(
                                    each.getKey(),
                                    each.getValue().flags(),
                                    each.getValue().isOld(),
                                    new MboxMessage.Base(view.validity(), view.next() - 1, view.keywords()));
                }
                text.append(each.getValue().stored());
                first = false;
            }
            disk.writeAll(file, text.toString().getBytes(ISO_8859_1));
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    @Override
    public long append(byte[] text, MailFlags flags, Instant received) throws MailboxException {
        return append(text, flags, received, owner);
    }

    private long append(byte[] text, MailFlags flags, Instant received, String sender) throws MailboxException {
        look(false);
        String whole = new String(NetworkText.toFile(text), ISO_8859_1);
        int blank = whole.startsWith("\n") ? 0 : whole.indexOf("\n\n");
        String head = blank < 0 ? whole.stripTrailing() : whole.substring(0, blank);
        String body = blank < 0 ? "" : whole.substring(blank + (blank == 0 ? 1 : 2));
        body = body.isEmpty() || body.endsWith("\n") ? body : body + "\n";
        long uid = view.next();
        Set<String> keywords = new LinkedHashSet<>(view.keywords());
        keywords.addAll(flags.keywords());
        MboxMessage.Base base = new MboxMessage.Base(view.validity(), uid, List.copyOf(keywords));
        String separator = "From " + sender + "  " + DATE.format(received.atZone(ZoneOffset.UTC));
        MboxMessage added = MboxMessage.appended(
                separator, MboxText.fields(head), body, uid, flags, false, messages.isEmpty() ? base : null);
        try {
            StringBuilder all = new StringBuilder();
            boolean first = true;
            for (Map.Entry<Long, MboxMessage> each : messages.entrySet()) {
                if (first) {
                    each.getValue()
                            .set(
                                    each.getKey(),
                                    each.getValue().flags(),
                                    each.getValue().isOld(),
                                    base);
                }
                all.append(each.getValue().stored());
                first = false;
            }
            disk.writeAll(file, all.append(added.stored()).toString().getBytes(ISO_8859_1));
            return uid;
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    @Override
    public List<Long> copyFrom(Mailbox source, List<Long> uids) throws MailboxException {
        Map<Long, MailRecord> records = new HashMap<>();
        for (MailRecord each : source.look(false).messages()) {
            records.put(each.uid(), each);
        }
        List<Long> copies = new ArrayList<>();
        for (long uid : uids) {
            MailRecord record = records.get(uid);
            if (record == null) {
                throw new MailboxException(Reason.EXPUNGED, "Some of the requested messages no longer exist.");
            }
            String sender = source instanceof Mbox mbox
                    ? FromLine.parse(mbox.message(uid).separator())
                            .map(FromLine::sender)
                            .orElse(owner)
                    : owner;
            copies.add(append(source.read(uid), record.flags(), record.received(), sender));
        }
        return copies;
    }

    @Override
    public String guid() throws MailboxException {
        return digest(file + " " + look(false).validity());
    }

    @Override
    public String guid(long uid) throws MailboxException {
        return digest(String.join("\n", message(uid).ownFields()));
    }

    private static String digest(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(ISO_8859_1)).toString().replace("-", "");
    }

    @Override
    public String storageId(long uid) {
        return "";
    }
}
