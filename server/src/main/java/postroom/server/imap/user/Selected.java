package postroom.server.imap.user;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import postroom.server.imap.fetch.FetchProgram;
import postroom.server.imap.fetch.FetchedMessage;
import postroom.server.imap.syntax.Output;
import postroom.server.imap.syntax.SequenceSet;
import postroom.server.mailbox.MailFlags;
import postroom.server.mailbox.MailRecord;
import postroom.server.mailbox.Mailbox;
import postroom.server.mailbox.MailboxException;
import postroom.server.mailbox.MailboxView;

/** The mailbox that is open in a session: what the client has been told of it, by sequence numbers. */
final class Selected {
    private final Mailbox mailbox;
    private final boolean readOnly;
    private final List<MailRecord> known = new ArrayList<>();
    private final Set<Long> recent = new HashSet<>();
    private final SearchContexts contexts = new SearchContexts();
    private MailboxView view;
    private List<String> keywords;

    /** How a change is told. */
    record Manner(boolean expunges, boolean uid, boolean modseq, boolean vanished) {}

    Selected(Mailbox mailbox, boolean readOnly) throws MailboxException {
        this.mailbox = mailbox;
        this.readOnly = readOnly;
        this.view = mailbox.look(!readOnly);
        this.keywords = view.keywords();
        known.addAll(view.messages());
        noteRecent();
    }

    private void noteRecent() {
        for (MailRecord each : view.messages()) {
            if (each.recent()) {
                recent.add(each.uid());
            }
        }
    }

    Mailbox mailbox() {
        return mailbox;
    }

    SearchContexts contexts() {
        return contexts;
    }

    boolean readOnly() {
        return readOnly;
    }

    /** What the last look has found. */
    MailboxView view() {
        return view;
    }

    /** Messages as the client knows them: the first has the sequence number 1. */
    List<MailRecord> known() {
        return known;
    }

    /** The highest UID that the client knows. */
    long lastUid() {
        return known.isEmpty() ? 0 : known.get(known.size() - 1).uid();
    }

    /** Writes items of messages with higher UIDs. */
    void writeNew(long last, FetchProgram items, FetchedMessage.Counts counts, Output out) throws MailboxException {
        for (int i = 0; i < known.size() && !items.isEmpty(); i++) {
            MailRecord record = known.get(i);
            if (record.uid() > last) {
                FetchedMessage message = new FetchedMessage(mailbox, record, isRecent(record.uid()), counts);
                items.write(i + 1L, message, false, out);
            }
        }
    }

    boolean isRecent(long uid) {
        return recent.contains(uid);
    }

    long recentCount() {
        return known.stream().filter(it -> recent.contains(it.uid())).count();
    }

    /** Numbers and positions: indexes into {@link #known} of a set of sequence numbers or UIDs. */
    List<Integer> indexes(SequenceSet set, boolean uids) {
        List<Integer> found = new ArrayList<>();
        long last = known.isEmpty() ? 0 : uids ? known.get(known.size() - 1).uid() : known.size();
        for (int i = 0; i < known.size(); i++) {
            if (set.contains(uids ? known.get(i).uid() : i + 1, last)) {
                found.add(i);
            }
        }
        return found;
    }

    /** The flags that a client may use here, and those that it may set. */
    void writeFlags(Output out) {
        String all = new MailFlags(31, keywords).text(false);
        out.line("* FLAGS (" + all + ")");
        out.line(
                readOnly
                        ? "* OK [PERMANENTFLAGS ()] Read-only mailbox."
                        : "* OK [PERMANENTFLAGS (" + all + " \\*)] Flags permitted.");
    }

    /** Takes over new flags of messages, which the client is told in another way. */
    void takeFlags(Set<Long> uids, Output out) throws MailboxException {
        view = mailbox.look(!readOnly);
        writeKeywords(out);
        Map<Long, MailRecord> now = byUid();
        for (int i = 0; i < known.size(); i++) {
            MailRecord old = known.get(i);
            MailRecord record = now.get(old.uid());
            if (record != null && uids.contains(old.uid())) {
                known.set(
                        i,
                        new MailRecord(
                                old.uid(),
                                record.flags(),
                                record.recent(),
                                old.modseq(),
                                record.received(),
                                record.saved()));
            }
        }
    }

    private Map<Long, MailRecord> byUid() {
        Map<Long, MailRecord> now = new HashMap<>();
        view.messages().forEach(it -> now.put(it.uid(), it));
        return now;
    }

    private void writeKeywords(Output out) {
        if (!view.keywords().equals(keywords)) {
            keywords = view.keywords();
            writeFlags(out);
        }
    }

    /**
     * Tells what has changed.
     *
     * @param silent UIDs whose new flags the client knows
     */
    void sync(Manner manner, Set<Long> silent, Output out) throws MailboxException {
        long recentBefore = recentCount();
        view = mailbox.look(!readOnly);
        noteRecent();
        writeKeywords(out);
        Map<Long, MailRecord> now = byUid();
        if (manner.expunges) {
            contexts.tellGone(known, now.keySet(), out);
        }
        for (int i = 0; i < known.size(); i++) {
            MailRecord record = now.get(known.get(i).uid());
            if (record != null) {
                tell(i, record, manner, silent, out);
            }
        }
        if (manner.expunges) {
            tellGone(now, manner.vanished, out);
        }
        int before = known.size();
        long last = before == 0 ? 0 : known.get(before - 1).uid();
        view.messages().stream().filter(it -> it.uid() > last).forEach(known::add);
        if (known.size() > before) {
            out.line("* " + known.size() + " EXISTS");
        }
        if (recentCount() != recentBefore) {
            out.line("* " + recentCount() + " RECENT");
        }
        contexts.tellChanges(this, out);
    }

    private void tell(int index, MailRecord now, Manner manner, Set<Long> silent, Output out) {
        MailRecord old = known.set(index, now);
        List<String> parts = new ArrayList<>();
        if (manner.modseq && now.modseq() != old.modseq()) {
            parts.add("MODSEQ (" + now.modseq() + ")");
        }
        if (!now.flags().same(old.flags()) && !silent.contains(now.uid())) {
            parts.add("FLAGS (" + now.flags().text(isRecent(now.uid())) + ")");
        }
        if (!parts.isEmpty()) {
            String uid = manner.uid ? "UID " + now.uid() + " " : "";
            out.line("* " + (index + 1) + " FETCH (" + uid + String.join(" ", parts) + ")");
        }
    }

    private void tellGone(Map<Long, MailRecord> now, boolean vanished, Output out) {
        List<Long> gone = new ArrayList<>();
        for (int i = known.size() - 1; i >= 0; i--) {
            long uid = known.get(i).uid();
            if (!now.containsKey(uid)) {
                known.remove(i);
                gone.add(0, uid);
                if (!vanished) {
                    out.line("* " + (i + 1) + " EXPUNGE");
                }
            }
        }
        if (vanished && !gone.isEmpty()) {
            out.line("* VANISHED " + SequenceSet.text(gone));
        }
    }
}
