package postroom.labs.debian.nano;

import postroom.labs.debian.editing.Characters;
import postroom.labs.debian.editing.Columns;
import postroom.labs.terminal.CharWidth;

/** How a line's characters become columns: tabs reach to the next stop, control characters are {@code ^X}. */
final class Breadth extends Columns {
    private final int tab;

    Breadth(int tab) {
        this.tab = tab;
    }

    @Override
    public int of(int point, int column) {
        if (point == '\t') {
            return tab - column % tab;
        }
        if (isControl(point)) {
            return 2;
        }
        return Characters.isStray(point) ? 1 : CharWidth.of(point);
    }

    static boolean isControl(int point) {
        return point < ' ' || point >= 0x7F && point < 0xA0;
    }

    /** The line as it is shown: no tabs and no control characters, every index one cell or a wide character. */
    String shown(String line, boolean blanksVisible) {
        StringBuilder out = new StringBuilder(line.length() + 16);
        int column = 0;
        for (int at = 0; at < line.length(); ) {
            int point = line.codePointAt(at);
            int width = of(point, column);
            if (point == '\t') {
                out.append(blanksVisible ? "»" : " ").append(" ".repeat(width - 1));
            } else if (point == ' ' && blanksVisible) {
                out.append('·');
            } else if (point == 0x7F) {
                out.append("^?");
            } else if (isControl(point)) {
                out.append('^').append((char) (point < ' ' ? point + 64 : point - 64));
            } else {
                out.appendCodePoint(point);
            }
            column += width;
            at += Character.charCount(point);
        }
        return out.toString();
    }
}
