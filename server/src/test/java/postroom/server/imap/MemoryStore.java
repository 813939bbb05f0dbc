package postroom.server.imap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import postroom.server.mailbox.MailFlags;
import postroom.server.mailbox.MailRecord;
import postroom.server.mailbox.MailStore;
import postroom.server.mailbox.Mailbox;
import postroom.server.mailbox.MailboxException;
import postroom.server.mailbox.MailboxView;

/** Mailboxes in memory, as simple as can be. */
final class MemoryStore implements MailStore {
    private final Executor executor;
    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private final Set<String> subscriptions = new LinkedHashSet<>();
    private final List<Runnable> watchers = new ArrayList<>();

    MemoryStore(Executor executor) {
        this.executor = executor;
        boxes.put("INBOX", new Box("INBOX"));
    }

    /** Puts a message into INBOX, as a delivery does. */
    void deliver(String text) {
        executor.execute(() -> {
            boxes.get("INBOX").append(text.getBytes(UTF_8), MailFlags.NONE, Instant.EPOCH);
            List.copyOf(watchers).forEach(Runnable::run);
        });
    }

    private static final class Box implements Mailbox {
        private final String name;
        private final TreeMap<Long, byte[]> texts = new TreeMap<>();
        private final Map<Long, MailRecord> records = new HashMap<>();
        private final LinkedHashSet<String> keywords = new LinkedHashSet<>();
        private long next = 1;
        private long firstRecent = 1;
        private long modseq = 1;

        Box(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public MailboxView look(boolean takes) {
            List<MailRecord> all = new ArrayList<>();
            for (long uid : texts.keySet()) {
                MailRecord it = records.get(uid);
                all.add(new MailRecord(uid, it.flags(), uid >= firstRecent, it.modseq(), it.received(), it.received()));
            }
            if (takes) {
                firstRecent = next;
            }
            return new MailboxView(7, next, modseq, List.copyOf(keywords), all);
        }

        @Override
        public byte[] read(long uid) throws MailboxException {
            byte[] text = texts.get(uid);
            if (text == null) {
                throw new MailboxException(MailboxException.Reason.EXPUNGED, "gone");
            }
            return text;
        }

        @Override
        public long size(long uid) throws MailboxException {
            return read(uid).length;
        }

        @Override
        public String guid(long uid) {
            return "";
        }

        @Override
        public Object state() {
            return new Object();
        }

        @Override
        public void flag(Collection<Long> uids, UnaryOperator<MailFlags> change) {
            modseq++;
            for (long uid : uids) {
                MailRecord old = records.get(uid);
                MailFlags flags = change.apply(old.flags());
                keywords.addAll(flags.keywords());
                records.put(uid, new MailRecord(uid, flags, false, modseq, old.received(), old.saved()));
            }
        }

        @Override
        public void expunge(Collection<Long> uids) {
            uids.forEach(texts::remove);
        }

        @Override
        public long append(byte[] text, MailFlags flags, Instant received) {
            texts.put(next, text);
            records.put(next, new MailRecord(next, flags, true, ++modseq, received, received));
            return next++;
        }

        @Override
        public List<Long> copyFrom(Mailbox source, List<Long> uids) throws MailboxException {
            List<Long> copies = new ArrayList<>();
            for (long uid : uids) {
                MailFlags flags = ((Box) source).records.get(uid).flags();
                copies.add(append(source.read(uid), flags, Instant.EPOCH));
            }
            return copies;
        }

        @Override
        public void mention(Collection<String> named) {
            keywords.addAll(named);
        }
    }

    @Override
    public Executor executor() {
        return executor;
    }

    @Override
    public char separator() {
        return '.';
    }

    @Override
    public List<Entry> list() {
        return boxes.keySet().stream().map(it -> new Entry(it, true)).toList();
    }

    @Override
    public boolean exists(String name) {
        return boxes.containsKey(name);
    }

    @Override
    public Mailbox open(String name) throws MailboxException {
        if (!exists(name)) {
            throw MailboxException.notFound(name);
        }
        return boxes.get(name);
    }

    @Override
    public void create(String name) {
        boxes.put(name, new Box(name));
    }

    @Override
    public void delete(String name) {
        boxes.remove(name);
    }

    @Override
    public void rename(String from, String to) {
        boxes.put(to, boxes.remove(from));
    }

    @Override
    public Set<String> subscriptions() {
        return subscriptions;
    }

    @Override
    public void subscribe(String name) {
        subscriptions.add(name);
    }

    @Override
    public void unsubscribe(String name) {
        subscriptions.remove(name);
    }

    @Override
    public String specialUse(String name) {
        return "";
    }

    @Override
    public Runnable watchAll(Runnable changed) {
        return watch(null, changed);
    }

    @Override
    public Runnable watch(Mailbox mailbox, Runnable changed) {
        watchers.add(changed);
        return () -> executor.execute(() -> watchers.remove(changed));
    }
}
