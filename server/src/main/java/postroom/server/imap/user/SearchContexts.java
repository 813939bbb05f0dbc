package postroom.server.imap.user;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import postroom.server.imap.search.SearchKey;
import postroom.server.imap.search.SearchMessage;
import postroom.server.imap.syntax.Output;
import postroom.server.imap.syntax.SequenceSet;
import postroom.server.mailbox.MailFlags;
import postroom.server.mailbox.MailRecord;
import postroom.server.mailbox.MailboxException;

/** Searches of the open mailbox whose results a client wants to be told of as they change (RFC 5267). */
final class SearchContexts {
    private static final int MOST = 10;

    private final List<Context> contexts = new ArrayList<>();
    private final Map<Long, MailFlags> told = new HashMap<>();

    private record Context(String tag, boolean uid, SearchKey key, Set<Long> result) {}

    boolean has(String tag) {
        return contexts.stream().anyMatch(it -> it.tag.equals(tag));
    }

    /**
     * Keeps a search.
     *
     * @param uid whether its results are UIDs
     * @param all messages as the client knows them
     * @return false if there are too many already
     */
    boolean add(String tag, boolean uid, SearchKey key, List<SearchMessage> found, List<MailRecord> all) {
        if (contexts.size() == MOST) {
            return false;
        }
        if (contexts.isEmpty()) {
            all.forEach(it -> told.put(it.uid(), it.flags()));
        }
        Set<Long> result = new TreeSet<>();
        found.forEach(it -> result.add(it.record().uid()));
        contexts.add(new Context(tag, uid, key, result));
        return true;
    }

    /** Ends one. @return whether there was one */
    boolean cancel(String tag) {
        return contexts.removeIf(it -> it.tag.equals(tag));
    }

    /** Before messages go: tells which results lose them, by the numbers that they still have. */
    void tellGone(List<MailRecord> known, Set<Long> there, Output out) {
        for (Context each : contexts) {
            List<Long> removed = new ArrayList<>();
            for (int i = 0; i < known.size(); i++) {
                long uid = known.get(i).uid();
                if (!there.contains(uid) && each.result.remove(uid)) {
                    removed.add(each.uid ? uid : i + 1);
                }
            }
            write(each, removed, List.of(), out);
        }
        told.keySet().retainAll(there);
    }

    /** When all else was told: looks at messages that are new or have other flags. */
    void tellChanges(Selected selected, Output out) throws MailboxException {
        if (contexts.isEmpty()) {
            return;
        }
        List<SearchMessage> changed = new ArrayList<>();
        for (int i = 0; i < selected.known().size(); i++) {
            MailRecord record = selected.known().get(i);
            MailFlags before = told.put(record.uid(), record.flags());
            if (before == null || !before.same(record.flags())) {
                changed.add(new SearchMessage(selected.mailbox(), record, i + 1L, selected.isRecent(record.uid())));
            }
        }
        if (!changed.isEmpty()) {
            for (Context each : contexts) {
                tell(each, changed, out);
            }
        }
    }

    private static void tell(Context context, List<SearchMessage> changed, Output out) throws MailboxException {
        List<Long> removed = new ArrayList<>();
        List<Long> added = new ArrayList<>();
        for (SearchMessage each : changed) {
            long uid = each.record().uid();
            boolean belongs = context.key.matches(each);
            if (belongs ? context.result.add(uid) : context.result.remove(uid)) {
                (belongs ? added : removed).add(context.uid ? uid : each.sequence());
            }
        }
        write(context, removed, added, out);
    }

    private static void write(Context context, List<Long> removed, List<Long> added, Output out) {
        if (removed.isEmpty() && added.isEmpty()) {
            return;
        }
        out.line("* ESEARCH (TAG \"" + context.tag + "\")"
                + (context.uid ? " UID" : "")
                + (removed.isEmpty() ? "" : " REMOVEFROM (0 " + SequenceSet.text(removed) + ")")
                + (added.isEmpty() ? "" : " ADDTO (0 " + SequenceSet.text(added) + ")"));
    }
}
