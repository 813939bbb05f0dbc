package postroom.labs.debian.vimtiny;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A text, its cursor and marks, and its history of changes. Lines never run out: an empty text has one empty line. */
final class ViText {
    private record Patch(int from, List<String> old, List<String> now) {}

    private static final class Change {
        final int number;
        final long millis;
        final Spot before;
        final List<Patch> patches = new ArrayList<>();

        Change(int number, long millis, Spot before) {
            this.number = number;
            this.millis = millis;
            this.before = before;
        }

        int growth() {
            return patches.stream()
                    .mapToInt(it -> it.now.size() - it.old.size())
                    .sum();
        }
    }

    /** What undoing or doing again did. */
    record Undone(int lines, boolean before, int number, long millis) {}

    private static final int MOST_CHANGES = 1000;

    private final List<String> lines = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    final Map<Character, Spot> marks = new HashMap<>();
    private int done;
    private int saved;
    private int numbers;
    private Change open;
    private boolean undid;
    int row;
    int x;

    void load(List<String> text) {
        lines.clear();
        lines.addAll(text);
        if (lines.isEmpty()) {
            lines.add("");
        }
        changes.clear();
        marks.clear();
        done = 0;
        saved = 0;
        numbers = 0;
        open = null;
        row = 0;
        x = 0;
    }

    int size() {
        return lines.size();
    }

    String line(int at) {
        return lines.get(at);
    }

    String line() {
        return lines.get(row);
    }

    List<String> lines(int from, int to) {
        return List.copyOf(lines.subList(from, to));
    }

    boolean isEmpty() {
        return lines.size() == 1 && lines.get(0).isEmpty();
    }

    Spot spot() {
        return new Spot(row, x);
    }

    void go(int toRow, int toX) {
        row = Math.max(0, Math.min(toRow, lines.size() - 1));
        x = Math.max(0, Math.min(toX, line().length()));
    }

    boolean modified() {
        return done != saved;
    }

    void isSaved() {
        saved = done;
    }

    /** What is changed until {@link #end} is one change. */
    void begin(long millis) {
        if (open == null) {
            while (changes.size() > done) {
                changes.remove(changes.size() - 1);
            }
            if (saved > done) {
                saved = -1;
            }
            open = new Change(0, millis, spot());
        }
    }

    void end() {
        if (open != null && !open.patches.isEmpty()) {
            Change change = new Change(++numbers, open.millis, open.before);
            change.patches.addAll(open.patches);
            changes.add(change);
            done++;
            undid = false;
            if (changes.size() > MOST_CHANGES) {
                changes.remove(0);
                done--;
                saved--;
            }
        }
        open = null;
    }

    void replaceLines(int from, int to, List<String> with) {
        List<String> now = with.isEmpty() && to - from == lines.size() ? List.of("") : with;
        Patch patch = new Patch(from, List.copyOf(lines.subList(from, to)), List.copyOf(now));
        if (open != null) {
            open.patches.add(patch);
        }
        apply(patch.from, patch.old.size(), patch.now);
        row = Math.min(row, lines.size() - 1);
    }

    void setLine(int at, String text) {
        replaceLines(at, at + 1, List.of(text));
    }

    private void apply(int from, int count, List<String> with) {
        List<String> range = lines.subList(from, from + count);
        range.clear();
        range.addAll(with);
    }

    /** Takes the last change back, or null. */
    Undone undo() {
        if (done == 0) {
            return null;
        }
        Change change = changes.get(--done);
        int first = Integer.MAX_VALUE;
        for (int i = change.patches.size() - 1; i >= 0; i--) {
            Patch patch = change.patches.get(i);
            apply(patch.from, patch.now.size(), patch.old);
            first = Math.min(first, patch.from);
        }
        go(first, change.before.row() == first ? change.before.x() : 0);
        undid = true;
        return new Undone(-change.growth(), true, change.number, change.millis);
    }

    Undone redo() {
        if (done == changes.size()) {
            return null;
        }
        Change change = changes.get(done++);
        int first = Integer.MAX_VALUE;
        for (Patch patch : change.patches) {
            apply(patch.from, patch.old.size(), patch.now);
            first = Math.min(first, patch.from);
        }
        go(first, change.before.row() == first ? change.before.x() : 0);
        undid = false;
        return new Undone(change.growth(), false, change.number, change.millis);
    }

    /** Whether the last thing was taking a change back: the original vi then does it again. */
    boolean undidLast() {
        return undid;
    }
}
