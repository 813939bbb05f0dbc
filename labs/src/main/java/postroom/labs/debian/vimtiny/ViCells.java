package postroom.labs.debian.vimtiny;

import postroom.labs.debian.editing.Characters;
import postroom.labs.debian.editing.Columns;
import postroom.labs.terminal.CharWidth;

/** Columns of a line as vim shows it: tabs to the next stop, control characters as {@code ^X}, stray bytes as hex. */
final class ViCells extends Columns {
    private final int tab;
    private final boolean list;

    /** Tabs reach to the next multiple of {@code tab}; with {@code list} they are control characters like others. */
    ViCells(int tab, boolean list) {
        this.tab = tab;
        this.list = list;
    }

    /** What is shown of a character that begins at {@code column}. */
    String shown(int point, int column) {
        if (point == '\t' && !list) {
            return " ".repeat(tab - column % tab);
        }
        if (point < ' ') {
            return "^" + (char) (point + 64);
        }
        if (point == 0x7F) {
            return "^?";
        }
        if (point >= 0x80 && point < 0xA0 || point >= 0xDC80 && point <= 0xDCFF) {
            return String.format("<%02x>", point & 0xFF);
        }
        return Character.toString(point);
    }

    @Override
    public int of(int point, int column) {
        boolean plain = point >= ' ' && point < 0x7F || point >= 0xA0 && !Characters.isStray(point);
        return plain ? CharWidth.of(point) : shown(point, column).length();
    }
}
