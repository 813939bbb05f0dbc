package postroom.labs.terminal;

import java.util.ArrayList;
import java.util.List;

/** What was cut, newest last, to be yanked; at most {@value #LIMIT} pieces, as in readline. */
final class KillRing {
    private static final int LIMIT = 10;

    private List<String> pieces = List.of();
    private int current;

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** The piece that a yank inserts. */
    String current() {
        return pieces.get(current);
    }

    /** A new piece. */
    void add(String piece) {
        List<String> next = new ArrayList<>(pieces);
        if (next.size() == LIMIT) {
            next.remove(0);
        }
        next.add(piece);
        pieces = next;
        current = next.size() - 1;
    }

    /** Joins what was cut directly after the last cut to that. */
    void join(String piece, boolean before) {
        if (isEmpty()) {
            add(piece);
            return;
        }
        current = pieces.size() - 1;
        String last = pieces.get(current);
        String joined = before ? piece + last : last + piece;
        if (joined.length() <= EditLine.LIMIT) {
            pieces.set(current, joined);
        }
    }

    /** Goes to the piece before, round about. */
    void rotate() {
        current = current == 0 ? pieces.size() - 1 : current - 1;
    }
}
