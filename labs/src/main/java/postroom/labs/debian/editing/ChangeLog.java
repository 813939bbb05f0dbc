package postroom.labs.debian.editing;

import java.util.ArrayList;
import java.util.List;

/**
 * The changes of a text, which of them are done, and which one was the last when the text was saved.
 *
 * @param <C> what the editor keeps of a change
 */
public final class ChangeLog<C extends Change> {
    private final int most;
    private final List<C> changes = new ArrayList<>();
    private int done;
    private int saved;

    /** Nothing has been changed; of what will be, {@code most} changes are remembered. */
    public ChangeLog(int most) {
        this.most = most;
    }

    /** Another text. */
    public void clear() {
        changes.clear();
        done = 0;
        saved = 0;
    }

    private void forgetUndone() {
        while (changes.size() > done) {
            changes.remove(changes.size() - 1);
        }
        if (saved > done) {
            saved = -1;
        }
    }

    /** One more change is done; what was taken back cannot be done again. */
    public void add(C change) {
        forgetUndone();
        changes.add(change);
        done++;
        if (changes.size() > most) {
            changes.remove(0);
            done--;
            saved--;
        }
    }

    /** The last change, which can still take more in; null if it was taken back or saved or there is none. */
    public C open() {
        return done > 0 && done == changes.size() && modified() ? changes.get(done - 1) : null;
    }

    /** The change to take back, which then counts as not done; null if there is none. */
    public C undo() {
        return done == 0 ? null : changes.get(--done);
    }

    /** The change to do again; null if none was taken back. */
    public C redo() {
        return done == changes.size() ? null : changes.get(done++);
    }

    /** Whether the text is another than the saved one. */
    public boolean modified() {
        return saved != done;
    }

    /** The text is saved as it is. */
    public void isSaved() {
        saved = done;
    }
}
