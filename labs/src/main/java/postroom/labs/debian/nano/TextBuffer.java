package postroom.labs.debian.nano;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import postroom.labs.debian.editing.Change;
import postroom.labs.debian.editing.ChangeLog;
import postroom.labs.debian.editing.Place;

/**
 * A text that is edited: its lines, the last of which is kept empty as long as nano adds final newlines; what can be
 * undone; the cursor, the mark and the first line on the screen.
 */
final class TextBuffer {
    /** How a file ends its lines. */
    enum Format {
        UNIX(""),
        DOS(" [DOS Format]"),
        MAC(" [Mac Format]");

        final String label;

        Format(String label) {
            this.label = label;
        }
    }

    /** A change with the name that undoing it has. */
    private static final class Step extends Change {
        final String what;
        Place after;

        Step(String what, Place before) {
            super(before);
            this.what = what;
        }
    }

    private static final int MOST_STEPS = 2000;

    final boolean magic;
    String name;
    Format format = Format.UNIX;
    int row;
    int x;
    /** The column that going up and down tries to keep. */
    int wanted;

    int top;
    Place mark;
    /** It is one of several buffers, or was. */
    boolean ranked;

    private boolean touched;
    private final List<String> lines = new ArrayList<>();
    private final ChangeLog<Step> steps = new ChangeLog<>(MOST_STEPS);
    private boolean joins;

    TextBuffer(String name, List<String> text, boolean magic) {
        this.name = name;
        this.magic = magic;
        lines.addAll(text);
        if (lines.isEmpty() || magic && !lines.get(lines.size() - 1).isEmpty()) {
            lines.add("");
        }
    }

    String line(int at) {
        return lines.get(at);
    }

    String line() {
        return lines.get(row);
    }

    int size() {
        return lines.size();
    }

    Place place() {
        return new Place(row, x);
    }

    void go(Place place) {
        row = Math.min(place.row(), lines.size() - 1);
        x = Math.min(place.x(), line().length());
    }

    boolean modified() {
        return touched || steps.modified();
    }

    /** It must be saved although nothing was typed: another format, say. */
    void touch() {
        touched = true;
    }

    void isSaved() {
        steps.isSaved();
        touched = false;
        joins = false;
    }

    /** What comes next is a step of its own. */
    void separate() {
        joins = false;
    }

    /** How many lines a file of it has. */
    int fileLines() {
        return lines.size() - (lines.get(lines.size() - 1).isEmpty() ? 1 : 0);
    }

    /** Characters up to a place, newlines included. */
    int characters(Place until) {
        int count = until.row();
        for (int i = 0; i < until.row(); i++) {
            count += lines.get(i).codePointCount(0, lines.get(i).length());
        }
        return count + lines.get(until.row()).codePointCount(0, until.x());
    }

    Place end() {
        return new Place(lines.size() - 1, lines.get(lines.size() - 1).length());
    }

    /** The text between two places, its lines separated by newlines. */
    String text(Place from, Place to) {
        if (from.row() == to.row()) {
            return lines.get(from.row()).substring(from.x(), to.x());
        }
        StringBuilder out = new StringBuilder(lines.get(from.row()).substring(from.x()));
        for (int i = from.row() + 1; i < to.row(); i++) {
            out.append('\n').append(lines.get(i));
        }
        return out.append('\n').append(lines.get(to.row()), 0, to.x()).toString();
    }

    /**
     * Puts {@code text} in the place of what is between two places, and the cursor behind it.
     *
     * @param what how undoing it is called; the same as the step before joins it if that is still open
     */
    void replace(String what, Place from, Place to, String text) {
        String head = lines.get(from.row()).substring(0, from.x());
        String tail = lines.get(to.row()).substring(to.x());
        String[] parts = text.split("\n", -1);
        List<String> now = new ArrayList<>(List.of(parts));
        Place end = parts.length == 1
                ? new Place(from.row(), from.x() + text.length())
                : new Place(from.row() + parts.length - 1, parts[parts.length - 1].length());
        now.set(0, head + now.get(0));
        now.set(now.size() - 1, now.get(now.size() - 1) + tail);
        boolean last = to.row() == lines.size() - 1;
        if (magic && last && !now.get(now.size() - 1).isEmpty()) {
            now.add("");
        }
        patch(what, from.row(), to.row() + 1, now, end);
    }

    /** Replaces whole lines. */
    void patch(String what, int from, int to, List<String> now, Place cursor) {
        Step step = joins ? steps.open() : null;
        if (step == null || !step.what.equals(what)) {
            step = new Step(what, place());
            steps.add(step);
        }
        step.replace(lines, from, to, now);
        go(cursor);
        step.after = place();
        joins = true;
    }

    /** Takes the last step back; what it was called, or null if there is none. */
    String undo() {
        Step step = steps.undo();
        if (step == null) {
            return null;
        }
        step.undo(lines);
        go(step.before());
        joins = false;
        mark = null;
        return step.what;
    }

    /** Does the step again that was taken back last. */
    String redo() {
        Step step = steps.redo();
        if (step == null) {
            return null;
        }
        step.redo(lines);
        go(step.what.equals("replacement") ? step.before() : step.after);
        joins = false;
        mark = null;
        return step.what;
    }

    List<String> lines() {
        return Collections.unmodifiableList(lines);
    }
}
