package postroom.labs.debian.vimtiny;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.editing.Place;
import postroom.labs.debian.regex.RegexException;

/** Looks for a pattern from the cursor on, forwards or backwards, going round at the end. */
final class ViSearch {
    private final ViText text;
    private final ViWindow window;
    private final ViCursor cursor;
    private final ViPatterns patterns;
    private Pattern sought;
    private String soughtText = "";
    private boolean soughtBackwards;

    ViSearch(ViText text, ViWindow window, ViCursor cursor, ViPatterns patterns) {
        this.text = text;
        this.window = window;
        this.cursor = cursor;
        this.patterns = patterns;
    }

    /** Goes to what was typed; nothing typed is the same again. */
    void find(String typed, boolean backwards) {
        if (typed.isEmpty() && soughtText.isEmpty()) {
            window.alert("E35: No previous regular expression");
            return;
        }
        if (!typed.isEmpty()) {
            soughtText = typed;
            try {
                sought = patterns.compile(typed);
            } catch (RegexException e) {
                notFound();
                return;
            }
        }
        soughtBackwards = backwards;
        find(backwards, 1);
    }

    /** {@code n} and {@code N}. */
    void again(boolean reverse, int times) {
        if (sought == null) {
            window.alert("E35: No previous regular expression");
        } else {
            find(soughtBackwards != reverse, times);
        }
    }

    private void notFound() {
        window.alert("E486: Pattern not found: " + soughtText);
    }

    private void find(boolean backwards, int times) {
        window.say((backwards ? "?" : "/") + soughtText);
        for (int i = 0; i < times; i++) {
            Place from = text.place();
            Place hit = hit(from, backwards);
            if (hit == null) {
                notFound();
                return;
            }
            if (backwards ? hit.compareTo(from) >= 0 : hit.compareTo(from) <= 0) {
                window.alert(
                        backwards ? "search hit TOP, continuing at BOTTOM" : "search hit BOTTOM, continuing at TOP");
            }
            text.go(hit.row(), hit.x());
        }
        cursor.clamp();
        cursor.settle();
    }

    private Place hit(Place from, boolean backwards) {
        int size = text.size();
        for (int i = 0; i <= size; i++) {
            int row = Math.floorMod(from.row() + (backwards ? -i : i), size);
            Matcher matcher = patterns.in(text.line(row), sought);
            int best = -1;
            while (matcher.find() && (best < 0 || backwards)) {
                int at = matcher.start();
                if (i > 0 || (backwards ? at < from.x() : at > from.x())) {
                    best = at;
                }
            }
            if (best >= 0) {
                return new Place(row, best);
            }
        }
        return null;
    }
}
