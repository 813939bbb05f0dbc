package postroom.labs.terminal;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The changes to a line, to be taken back one by one.
 *
 * <p>ASCII characters typed in a row count as one change, up to twenty bytes, as in readline. The oldest of more than {@value
 * #LIMIT} changes are forgotten.
 */
final class UndoLog {
    private static final int LIMIT = 1_000;
    private static final int TYPED_TOGETHER = 20;

    /** Puts {@code text} in place of a part of the line. */
    interface Change {
        void replace(int from, int to, String text);
    }

    /** One change; those with the same group number are undone together, and typed ones may grow. */
    private record Entry(boolean insertion, int at, String text, int group, boolean typed) {
        int end() {
            return at + text.length();
        }
    }

    private Deque<Entry> entries;
    private int group;
    private int depth;

    void inserted(int at, String text) {
        Entry last = entries == null ? null : entries.peekLast();
        boolean joins = depth == 0
                && last != null
                && last.insertion
                && last.typed
                && text.length() == 1
                && text.charAt(0) < 0x80
                && last.end() == at
                && Utf8.encode(last.text).length < TYPED_TOGETHER;
        if (joins) {
            entries.removeLast();
            entries.addLast(new Entry(true, last.at, last.text + text, last.group, true));
        } else {
            add(new Entry(true, at, text, nextGroup(), depth == 0));
        }
    }

    void deleted(int at, String text) {
        add(new Entry(false, at, text, nextGroup(), false));
    }

    /** What {@code changes} does to the line is one step. */
    void together(Runnable changes) {
        if (depth++ == 0) {
            group++;
        }
        try {
            changes.run();
        } finally {
            depth--;
        }
    }

    /** Undoes the last step; false if there is none. */
    boolean undo(Change change) {
        if (entries == null || entries.isEmpty()) {
            return false;
        }
        int undone = entries.peekLast().group;
        while (!entries.isEmpty() && entries.peekLast().group == undone) {
            Entry entry = entries.removeLast();
            if (entry.insertion) {
                change.replace(entry.at, entry.end(), "");
            } else {
                change.replace(entry.at, entry.at, entry.text);
            }
        }
        return true;
    }

    boolean isEmpty() {
        return entries == null || entries.isEmpty();
    }

    private int nextGroup() {
        return depth > 0 ? group : ++group;
    }

    private void add(Entry entry) {
        if (entries == null) {
            entries = new ArrayDeque<>(2);
        }
        if (entries.size() == LIMIT) {
            entries.removeFirst();
        }
        entries.addLast(entry);
    }
}
