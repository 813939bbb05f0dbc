package postroom.labs.debian.mailutils;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.gnu.Text;
import postroom.labs.debian.mbox.FromLine;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/**
 * A mailbox in one file ({@code mbox(5)}). Like mailutils it numbers the messages of every mailbox that it opens, in the
 * fields {@code X-UID} and, in the first message, {@code X-IMAPbase}; and quotes lines of a body that begin with
 * {@code From } by a {@code >}.
 */
final class MboxFile implements Mailbox {
    private static final String BASE = "X-IMAPbase";
    private static final String UID = "X-UID";
    private static final String STATUS = "Status";

    private final Process process;
    private final String name;
    private final String path;
    private final boolean writable;
    private final List<Entry> entries = new ArrayList<>();
    private long validity;
    private long next = 1;
    private boolean numbered;
    private boolean numbersChanged;
    private int length;

    /** A message with what the file has around it. */
    private static final class Entry {
        private final StoredMessage message;
        private final String separator;
        private long uid;
        private boolean renumbered;

        Entry(StoredMessage message, String separator) {
            this.message = message;
            this.separator = separator;
        }
    }

    private MboxFile(Process process, String name, String path, boolean writable) {
        this.process = process;
        this.name = name;
        this.path = path;
        this.writable = writable;
    }

    /** Opens the file and reads it. */
    static MboxFile open(Process process, String name, String path, boolean writable) throws ErrnoException {
        MboxFile mbox = new MboxFile(process, name, path, writable);
        mbox.grow();
        return mbox;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public List<StoredMessage> messages() {
        return entries.stream().map(it -> it.message).toList();
    }

    @Override
    public boolean grow() throws ErrnoException {
        byte[] bytes = process.files().readAll(path);
        if (bytes.length <= length) {
            return false;
        }
        String text = Text.of(bytes, length, bytes.length - length);
        length = bytes.length;
        int before = entries.size();
        scan(text.split("\n", -1));
        return entries.size() > before;
    }

    private void scan(String[] lines) {
        int start = -1;
        boolean inHeader = false;
        boolean renumbers = false;
        int first = entries.size();
        for (int i = 0; i <= lines.length; i++) {
            process.step();
            boolean end = i == lines.length;
            boolean begins = !end
                    && (i == 0 || !inHeader && lines[i - 1].isEmpty())
                    && FromLine.parse(lines[i]).isPresent();
            if (i == 0 && !begins && entries.isEmpty()) {
                return;
            }
            if (end || begins) {
                if (start >= 0) {
                    entries.add(entry(lines, start, i));
                }
                start = i;
                inHeader = true;
            } else if (lines[i].isEmpty()) {
                inHeader = false;
            }
        }
        for (int i = first; i < entries.size(); i++) {
            renumbers = number(i, renumbers);
        }
        if (renumbers) {
            validity = process.host().clock().instant().getEpochSecond();
            numbered = true;
            numbersChanged = true;
        }
    }

    private static Entry entry(String[] lines, int start, int end) {
        int at = start + 1;
        while (at < end && !lines[at].isEmpty()) {
            at++;
        }
        Header header = Header.parse(List.of(lines).subList(start + 1, at));
        int last = end;
        if (last > at + 1 && lines[last - 1].isEmpty()) {
            last--;
            if (end == lines.length && last > at + 1 && lines[last - 1].isEmpty()) {
                last--;
            }
        }
        StringBuilder body = new StringBuilder();
        for (int i = at + 1; i < last; i++) {
            body.append(lines[i].matches(">+From .*") ? lines[i].substring(1) : lines[i])
                    .append('\n');
        }
        FromLine from = FromLine.parse(lines[start]).orElseThrow();
        StoredMessage message = new StoredMessage(from.sender(), from.date(), header, body.toString());
        header.get(STATUS).ifPresent(message::status);
        return new Entry(message, lines[start]);
    }

    /** Takes a message's number from its field, or gives it one; {@code renumbers}: the fields are no longer believed. */
    private boolean number(int index, boolean renumbers) {
        Entry entry = entries.get(index);
        Optional<String> base = entry.message.header().get(BASE);
        if (!numbered && base.isPresent() && base.get().strip().matches("[0-9]{1,18} +[0-9]{1,18}")) {
            String[] words = base.get().strip().split(" +");
            validity = Long.parseLong(words[0]);
            next = Long.parseLong(words[1]);
            numbered = true;
        }
        String uid = entry.message.header().get(UID).orElse("").strip();
        long before = index == 0 ? 0 : entries.get(index - 1).uid;
        boolean good =
                !renumbers && uid.matches("[0-9]{1,18}") && Long.parseLong(uid) < next && Long.parseLong(uid) > before;
        if (good) {
            entry.uid = Long.parseLong(uid);
            return false;
        }
        entry.uid = next++;
        entry.renumbered = true;
        return true;
    }

    @Override
    public void append(StoredMessage message) throws ErrnoException {
        Header header = new Header();
        for (Header.Field each : message.header().fields()) {
            if (!each.is(BASE) && !each.is(UID) && !each.is(STATUS)) {
                header.fields().add(each);
            }
        }
        if (!message.status().isEmpty()) {
            header.append(STATUS, message.status());
        }
        if (numbered) {
            header.append(UID, Long.toString(next++));
            numbersChanged = true;
        }
        FromLine from = new FromLine(message.sender(), message.date());
        String text = from.line() + "\n" + header.text() + "\n" + quoted(message.body()) + "\n";
        process.files().append(path, Text.bytes(text));
        grow();
    }

    private static String quoted(String body) {
        return body.replaceAll("(?m)^(>*From )", ">$1");
    }

    @Override
    public void flush() throws ErrnoException {
        if (!writable) {
            return;
        }
        entries.forEach(it -> it.message.load());
        entries.forEach(it -> it.message.set(StoredMessage.Attribute.SEEN, true));
        entries.removeIf(it -> it.message.isDeleted());
        write();
    }

    @Override
    public void close() throws ErrnoException {
        if (numbersChanged && writable && !entries.isEmpty()) {
            for (Entry each : entries.subList(1, entries.size())) {
                each.message.settle();
            }
            write();
        }
    }

    private void write() throws ErrnoException {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < entries.size(); i++) {
            process.step();
            all.append(stored(entries.get(i), i == 0));
        }
        byte[] bytes = Text.bytes(all.toString());
        process.files().writeAll(path, bytes);
        length = bytes.length;
        numbersChanged = false;
    }

    private String stored(Entry entry, boolean first) {
        Header header = entry.message.header();
        boolean lacksBase = first && header.get(BASE).isEmpty();
        boolean anew = entry.renumbered || entry.message.isModified() || lacksBase;
        if (anew && entry.message.isLoaded()) {
            header.remove(STATUS);
        }
        if (anew) {
            header.remove(BASE);
            header.remove(UID);
            if (first) {
                header.append(BASE, String.format("%20d %20d", validity, next));
            }
            header.append(UID, Long.toString(entry.uid));
            if (entry.message.isLoaded() && !entry.message.status().isEmpty()) {
                header.append(STATUS, entry.message.status());
            }
            entry.renumbered = false;
        } else if (first && numbersChanged) {
            header.set(BASE, String.format("%20d %20d", validity, next));
        }
        String separator = anew && entry.message.isLoaded()
                ? new FromLine(entry.message.sender(), entry.message.date()).line()
                : entry.separator;
        return separator + "\n" + header.raw() + "\n" + quoted(entry.message.body()) + "\n";
    }
}
