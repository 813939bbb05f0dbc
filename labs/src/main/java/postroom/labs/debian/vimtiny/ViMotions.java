package postroom.labs.debian.vimtiny;

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

    private int kindAt(Spot at, boolean big) {
        String line = text.line(at.row());
        return at.x() < line.length() ? kind(line.codePointAt(at.x()), big) : 0;
    }

    private Spot next(Spot at) {
        String line = text.line(at.row());
        if (at.x() < line.length()) {
            int x = ViCells.after(line, at.x());
            if (x < line.length()) {
                return new Spot(at.row(), x);
            }
        }
        return at.row() + 1 < text.size() ? new Spot(at.row() + 1, 0) : null;
    }

    private Spot previous(Spot at) {
        if (at.x() > 0) {
            return new Spot(at.row(), ViCells.before(text.line(at.row()), at.x()));
        }
        if (at.row() == 0) {
            return null;
        }
        String line = text.line(at.row() - 1);
        return new Spot(at.row() - 1, line.isEmpty() ? 0 : ViCells.before(line, line.length()));
    }

    Spot word(Spot from, boolean big) {
        Spot at = from;
        int kind = kindAt(at, big);
        boolean left = false;
        while (true) {
            Spot next = next(at);
            if (next == null) {
                String line = text.line(at.row());
                return at.equals(from) && at.x() >= line.length() ? null : new Spot(at.row(), line.length());
            }
            left |= next.row() != at.row() || kindAt(next, big) != kind;
            at = next;
            if (text.line(at.row()).isEmpty() || left && kindAt(at, big) != 0) {
                return at;
            }
            kind = left ? 0 : kind;
        }
    }

    Spot end(Spot from, boolean big) {
        Spot at = next(from);
        while (at != null && kindAt(at, big) == 0) {
            at = next(at);
        }
        while (at != null) {
            Spot next = next(at);
            if (next == null || next.row() != at.row() || kindAt(next, big) != kindAt(at, big)) {
                return at;
            }
            at = next;
        }
        return null;
    }

    Spot back(Spot from, boolean big) {
        Spot at = previous(from);
        while (at != null && kindAt(at, big) == 0 && !text.line(at.row()).isEmpty()) {
            at = previous(at);
        }
        while (at != null && !text.line(at.row()).isEmpty()) {
            Spot before = previous(at);
            if (before == null || before.row() != at.row() || kindAt(before, big) != kindAt(at, big)) {
                return at;
            }
            at = before;
        }
        return at == null ? from.equals(new Spot(0, 0)) ? null : new Spot(0, 0) : at;
    }

    static int firstNonBlank(String line) {
        int at = 0;
        while (at < line.length() - 1 && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        return at;
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
        return how == 't' ? ViCells.before(line, at) : how == 'T' ? at + sought.length() : at;
    }

    Spot paragraph(Spot from, int direction) {
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
        return new Spot(
                row,
                text.line(row).isEmpty() || direction < 0 ? 0 : text.line(row).length() - 1);
    }

    /** {@code %}: to the partner of the first bracket from the cursor on. */
    Spot bracket(Spot from) {
        String pairs = "(){}[]";
        String line = text.line(from.row());
        int x = from.x();
        while (x < line.length() && pairs.indexOf(line.charAt(x)) < 0) {
            x++;
        }
        if (x >= line.length()) {
            return null;
        }
        char own = line.charAt(x);
        char other = pairs.charAt(pairs.indexOf(own) ^ 1);
        int direction = pairs.indexOf(own) % 2 == 0 ? 1 : -1;
        int depth = 0;
        for (int row = from.row(); row >= 0 && row < text.size(); row += direction) {
            String each = text.line(row);
            if (row != from.row()) {
                x = direction > 0 ? 0 : each.length() - 1;
            }
            for (; x >= 0 && x < each.length(); x += direction) {
                depth += each.charAt(x) == own ? 1 : each.charAt(x) == other ? -1 : 0;
                if (depth == 0) {
                    return new Spot(row, x);
                }
            }
        }
        return null;
    }
}
