package postroom.labs.debian.vimtiny;

import postroom.labs.debian.editing.Brackets;
import postroom.labs.debian.editing.Characters;
import postroom.labs.debian.editing.Place;

/** Where the motions of normal mode go from a place; null if they cannot. */
final class ViMotions {
    private final ViText text;

    ViMotions(ViText text) {
        this.text = text;
    }

    private static int kind(int point, boolean big) {
        if (point == ' ' || point == '\t') {
            return 0;
        }
        if (big) {
            return 1;
        }
        return Character.isLetterOrDigit(point) || point == '_' ? point >= 0x2E80 ? 3 : 1 : 2;
    }

    private int kindAt(Place at, boolean big) {
        String line = text.line(at.row());
        return at.x() < line.length() ? kind(line.codePointAt(at.x()), big) : 0;
    }

    private Place next(Place at) {
        String line = text.line(at.row());
        if (at.x() < line.length()) {
            int x = Characters.after(line, at.x());
            if (x < line.length()) {
                return new Place(at.row(), x);
            }
        }
        return at.row() + 1 < text.size() ? new Place(at.row() + 1, 0) : null;
    }

    private Place previous(Place at) {
        if (at.x() > 0) {
            return new Place(at.row(), Characters.before(text.line(at.row()), at.x()));
        }
        if (at.row() == 0) {
            return null;
        }
        String line = text.line(at.row() - 1);
        return new Place(at.row() - 1, line.isEmpty() ? 0 : Characters.before(line, line.length()));
    }

    Place word(Place from, boolean big) {
        Place at = from;
        int kind = kindAt(at, big);
        boolean left = false;
        while (true) {
            Place next = next(at);
            if (next == null) {
                String line = text.line(at.row());
                return at.equals(from) && at.x() >= line.length() ? null : new Place(at.row(), line.length());
            }
            left |= next.row() != at.row() || kindAt(next, big) != kind;
            at = next;
            if (text.line(at.row()).isEmpty() || left && kindAt(at, big) != 0) {
                return at;
            }
            kind = left ? 0 : kind;
        }
    }

    Place end(Place from, boolean big) {
        Place at = next(from);
        while (at != null && kindAt(at, big) == 0) {
            at = next(at);
        }
        while (at != null) {
            Place next = next(at);
            if (next == null || next.row() != at.row() || kindAt(next, big) != kindAt(at, big)) {
                return at;
            }
            at = next;
        }
        return null;
    }

    Place back(Place from, boolean big) {
        Place at = previous(from);
        while (at != null && kindAt(at, big) == 0 && !text.line(at.row()).isEmpty()) {
            at = previous(at);
        }
        while (at != null && !text.line(at.row()).isEmpty()) {
            Place before = previous(at);
            if (before == null || before.row() != at.row() || kindAt(before, big) != kindAt(at, big)) {
                return at;
            }
            at = before;
        }
        return at == null ? from.equals(new Place(0, 0)) ? null : new Place(0, 0) : at;
    }

    /** The index of the first character that is no blank, or of the last one. */
    static int firstNonBlank(String line) {
        return Math.min(Characters.indent(line), Math.max(0, line.length() - 1));
    }

    /** {@code f F t T}: the index on the cursor's line, -1 if the character is not there. */
    static int find(String line, int from, char how, String sought, int count) {
        int at = from;
        for (int i = 0; i < count; i++) {
            at = how == 'f' || how == 't'
                    ? line.indexOf(sought, at + 1)
                    : at == 0 ? -1 : line.lastIndexOf(sought, at - 1);
            if (at < 0) {
                return -1;
            }
        }
        return how == 't' ? Characters.before(line, at) : how == 'T' ? at + sought.length() : at;
    }

    Place paragraph(Place from, int direction) {
        int row = from.row();
        while (row + direction >= 0
                && row + direction < text.size()
                && text.line(row).isEmpty()) {
            row += direction;
        }
        while (row + direction >= 0
                && row + direction < text.size()
                && !text.line(row).isEmpty()) {
            row += direction;
        }
        return new Place(
                row,
                text.line(row).isEmpty() || direction < 0 ? 0 : text.line(row).length() - 1);
    }

    /** {@code %}: to the partner of the first bracket from the cursor on. */
    Place bracket(Place from) {
        String pairs = "(){}[]";
        String line = text.line(from.row());
        int x = from.x();
        while (x < line.length() && pairs.indexOf(line.charAt(x)) < 0) {
            x++;
        }
        if (x >= line.length()) {
            return null;
        }
        return Brackets.partner(text.lines(), new Place(from.row(), x), pairs);
    }
}
