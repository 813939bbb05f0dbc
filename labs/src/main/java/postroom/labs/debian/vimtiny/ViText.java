package postroom.labs.debian.vimtiny;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.editing.Change;
import postroom.labs.debian.editing.ChangeLog;
import postroom.labs.debian.editing.Place;

/** A text, its cursor and marks, and its history of changes. Lines never run out: an empty text has one empty line. */
final class ViText {
    private static final class Numbered extends Change {
        final long millis;
        int number;

        Numbered(long millis, Place before) {
            super(before);
            this.millis = millis;
        }
    }

    /** What undoing or doing again did. */
    record Undone(int lines, boolean before, int number, long millis) {}

    private static final int MOST_CHANGES = 1000;

    private final List<String> lines = new ArrayList<>();
    private final ChangeLog<Numbered> changes = new ChangeLog<>(MOST_CHANGES);
    final Map<Character, Place> marks = new HashMap<>();
    private int numbers;
    private Numbered open;
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

    List<String> lines() {
        return Collections.unmodifiableList(lines);
    }

    /** The text between two places, its lines separated by newlines. */
    String between(Place from, Place to) {
        if (from.row() == to.row()) {
            return line(from.row()).substring(from.x(), to.x());
        }
        StringBuilder out = new StringBuilder(line(from.row()).substring(from.x()));
        for (int at = from.row() + 1; at < to.row(); at++) {
            out.append('\n').append(line(at));
        }
        return out.append('\n').append(line(to.row()), 0, to.x()).toString();
    }

    /** Puts the cursor on the first character of a line that is no blank. */
    void goToText(int line) {
        go(line, 0);
        x = ViMotions.firstNonBlank(line());
    }

    boolean isEmpty() {
        return lines.size() == 1 && lines.get(0).isEmpty();
    }

    Place place() {
        return new Place(row, x);
    }

    void go(int toRow, int toX) {
        row = Math.max(0, Math.min(toRow, lines.size() - 1));
        x = Math.max(0, Math.min(toX, line().length()));
    }

    boolean modified() {
        return changes.modified();
    }

    void isSaved() {
        changes.isSaved();
    }

    /** What is changed until {@link #end} is one change. */
    void begin(long millis) {
        if (open == null) {
            open = new Numbered(millis, place());
        }
    }

    void end() {
        if (open != null && !open.isEmpty()) {
            open.number = ++numbers;
            changes.add(open);
            undid = false;
        }
        open = null;
    }

    /** Replaces lines; a text without any has an empty one. */
    void replaceLines(int from, int to, List<String> with) {
        List<String> now = with.isEmpty() && to - from == lines.size() ? List.of("") : with;
        if (open != null) {
            open.replace(lines, from, to, now);
        } else {
            Change.put(lines, from, to - from, now);
        }
        row = Math.min(row, lines.size() - 1);
    }

    void setLine(int at, String text) {
        replaceLines(at, at + 1, List.of(text));
    }

    /** Takes the last change back, or null. */
    Undone undo() {
        Numbered change = changes.undo();
        if (change == null) {
            return null;
        }
        change.undo(lines);
        return again(change, true);
    }

    /** Makes the change again that was taken back last, or null. */
    Undone redo() {
        Numbered change = changes.redo();
        if (change == null) {
            return null;
        }
        change.redo(lines);
        return again(change, false);
    }

    private Undone again(Numbered change, boolean before) {
        go(
                change.first(),
                change.before().row() == change.first() ? change.before().x() : 0);
        undid = before;
        return new Undone(before ? -change.growth() : change.growth(), before, change.number, change.millis);
    }

    /** Whether the last thing was taking a change back: the original vi then does it again. */
    boolean undidLast() {
        return undid;
    }
}
