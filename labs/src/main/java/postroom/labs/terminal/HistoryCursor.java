package postroom.labs.terminal;

import java.util.HashMap;
import java.util.Map;

/**
 * Where in the history the student is while editing one line.
 *
 * <p>Lines that were changed and left keep their changes until a line is entered.
 */
final class HistoryCursor {
    /** A changed line, with what can be undone in it. */
    private record Edited(String text, UndoLog undo) {}

    private final LineHistory history;
    private Map<Integer, Edited> edited = Map.of();
    private int position;

    HistoryCursor(LineHistory history) {
        this.history = history;
        begin();
    }

    /** Back to the new line behind the last one. */
    void begin() {
        edited = Map.of();
        position = history.size();
    }

    int position() {
        return position;
    }

    int size() {
        return history.size();
    }

    /** A line as it was entered, or as it was changed since. */
    String line(int index) {
        Edited changed = edited.get(index);
        return changed == null ? history.line(index) : changed.text;
    }

    /** Puts line {@code index} in the place of what is edited; false if there is none. */
    boolean goTo(int index, EditLine line) {
        if (index < 0 || index > history.size()) {
            return false;
        }
        keep(line);
        position = index;
        Edited before = edited.get(index);
        if (before != null) {
            line.reset(before.text, before.undo);
        } else {
            line.reset(index == history.size() ? "" : history.line(index), new UndoLog());
        }
        return true;
    }

    private void keep(EditLine line) {
        boolean changed = position >= history.size() || !line.undoLog().isEmpty();
        if (changed) {
            if (edited.isEmpty()) {
                edited = new HashMap<>();
            }
            edited.put(position, new Edited(line.string(), line.undoLog()));
        }
    }
}
