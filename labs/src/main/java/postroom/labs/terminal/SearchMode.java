package postroom.labs.terminal;

import static postroom.labs.terminal.Keymap.control;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Incremental search in the history: ^R and ^S. What is searched has at most {@value #LONGEST} characters. */
final class SearchMode implements Mode {
    private static final int LONGEST = 256;

    private final Editing editing;
    private final Mode back;
    private final Consumer<Mode> draw;
    private final String started;
    private final int startedCursor;
    private final int startedAt;
    private final String before;
    private String wanted = "";
    private boolean reverse;
    private boolean failed;
    private int lineIndex;
    private int at;
    private boolean found;

    /**
     * Begins to search.
     *
     * @param draw shows a mode's line at once
     * @param before what was searched last, for ^R on nothing
     */
    SearchMode(Editing editing, Mode back, Consumer<Mode> draw, boolean reverse, String before) {
        this.draw = draw;
        this.editing = editing;
        this.back = back;
        this.reverse = reverse;
        this.before = before;
        started = editing.line.string();
        startedCursor = editing.line.cursor();
        startedAt = editing.history.position();
        lineIndex = startedAt;
        at = startedCursor;
    }

    String wanted() {
        return wanted;
    }

    @Override
    public Mode key(Key key) {
        if (key.kind() != Key.Kind.CONTROL) {
            lengthen(key.value());
            return this;
        }
        if (key.is(control('R')) || key.is(control('S'))) {
            again(key.is(control('R')));
            return this;
        }
        if (key.is("\u007f") || key.is(control('H'))) {
            shorten();
            return this;
        }
        if (key.is(control('W')) || key.is(control('Y'))) {
            takeFromLine(key.is(control('W')));
            return this;
        }
        if (key.is(control('G'))) {
            return back;
        }
        leave();
        draw.accept(back);
        return back.key(key);
    }

    /** Puts the line that was found in place of the edited one. */
    private void leave() {
        if (lineIndex != startedAt) {
            editing.history.goTo(lineIndex, editing.line);
        }
        if (failed && found) {
            editing.line.moveTo(reverse ? 0 : editing.line.length());
        } else if (found) {
            editing.line.moveTo(at);
        }
        editing.mark = 0;
    }

    private void again(boolean nowReverse) {
        boolean turned = reverse != nowReverse;
        reverse = nowReverse;
        if (wanted.isEmpty()) {
            if (!turned) {
                wanted = before;
            }
            if (wanted.isEmpty()) {
                return;
            }
            search(false);
        } else {
            search(!turned);
        }
    }

    private void lengthen(String more) {
        if (wanted.length() + more.length() > LONGEST) {
            editing.ding();
            return;
        }
        wanted += more;
        search(false);
    }

    /** Searches for more of the line that was found: up to the end of a word, or all of it. */
    private void takeFromLine(boolean word) {
        String text = line(lineIndex);
        int from = Math.min(text.length(), found ? at + wanted.length() : at);
        int end = from;
        while (end < text.length() && (!word || Character.isLetterOrDigit(text.codePointAt(end)))) {
            end += Character.charCount(text.codePointAt(end));
        }
        if (end == from) {
            editing.ding();
            failed |= wanted.isEmpty();
        } else {
            lengthen(text.substring(from, end));
        }
    }

    private void shorten() {
        if (wanted.isEmpty()) {
            editing.ding();
            failed = true;
            return;
        }
        wanted = wanted.substring(0, wanted.offsetByCodePoints(wanted.length(), -1));
        if (wanted.isEmpty()) {
            editing.ding();
            failed = true;
        } else {
            search(false);
        }
    }

    /** Looks for the next place, from the current one on, or behind it. */
    private void search(boolean further) {
        int step = reverse ? -1 : 1;
        int from = at + (further ? step : 0);
        String shown = line(lineIndex);
        for (int index = lineIndex; index >= 0 && index <= editing.history.size(); index += step) {
            String text = line(index);
            if (index == lineIndex || !text.equals(shown)) {
                int start = index == lineIndex ? from : reverse ? text.length() : 0;
                int place = reverse ? text.lastIndexOf(wanted, start) : text.indexOf(wanted, start);
                if (start >= 0 && place >= 0) {
                    lineIndex = index;
                    at = place;
                    found = true;
                    failed = false;
                    return;
                }
            }
        }
        failed = true;
        editing.ding();
    }

    private String line(int index) {
        if (index == startedAt) {
            return started;
        }
        return index == editing.history.size() ? "" : editing.history.line(index);
    }

    @Override
    public Layout layout(int columns) {
        String prompt = "(" + (failed ? "failed " : "") + (reverse ? "reverse-" : "") + "i-search)`" + wanted + "': ";
        boolean lit = found && !failed;
        int cursor = found ? at : Math.min(at, line(lineIndex).length());
        return Layout.of(
                new Prompt("", cells(prompt)),
                line(lineIndex),
                cursor,
                lit ? at : 0,
                lit ? at + wanted.length() : 0,
                columns);
    }

    private static List<Cell> cells(String text) {
        List<Cell> cells = new ArrayList<>(text.length());
        text.codePoints().forEach(c -> cells.add(Cell.of(c < 0x20 || c == 0x7F ? '?' : c, false)));
        return cells;
    }
}
