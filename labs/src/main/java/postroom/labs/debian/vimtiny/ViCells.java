package postroom.labs.debian.vimtiny;

import postroom.labs.terminal.CharWidth;

/** Columns of a line as vim shows it: tabs to the next stop, control characters as {@code ^X}, stray bytes as hex. */
final class ViCells {
    private ViCells() {}

    static String shown(int point, int column, int tab, boolean list) {
        if (point == '\t' && !list) {
            return " ".repeat(tab - column % tab);
        }
        if (point < ' ') {
            return "^" + (char) (point + 64);
        }
        if (point == 0x7F) {
            return "^?";
        }
        if (point >= 0x80 && point < 0xA0) {
            return String.format("<%02x>", point);
        }
        if (point >= 0xDC80 && point <= 0xDCFF) {
            return String.format("<%02x>", point & 0xFF);
        }
        return Character.toString(point);
    }

    static int width(int point, int column, int tab, boolean list) {
        boolean plain = point >= ' ' && point < 0x7F || point >= 0xA0 && !(point >= 0xD800 && point <= 0xDFFF);
        return plain ? CharWidth.of(point) : shown(point, column, tab, list).length();
    }

    static int column(String line, int index, int tab, boolean list) {
        int column = 0;
        for (int at = 0; at < Math.min(index, line.length()); ) {
            int point = line.codePointAt(at);
            column += width(point, column, tab, list);
            at += Character.charCount(point);
        }
        return column;
    }

    /** The index of the character that covers a column. */
    static int index(String line, int wanted, int tab) {
        int column = 0;
        int at = 0;
        while (at < line.length()) {
            int point = line.codePointAt(at);
            int width = width(point, column, tab, false);
            if (column + width > wanted) {
                break;
            }
            column += width;
            at += Character.charCount(point);
        }
        return at;
    }

    static int after(String line, int index) {
        if (index >= line.length()) {
            return line.length();
        }
        int at = index + Character.charCount(line.codePointAt(index));
        while (at < line.length() && isMark(line.codePointAt(at))) {
            at += Character.charCount(line.codePointAt(at));
        }
        return at;
    }

    static int before(String line, int index) {
        if (index <= 0) {
            return 0;
        }
        int at = index - Character.charCount(line.codePointBefore(index));
        while (at > 0 && isMark(line.codePointAt(at))) {
            at -= Character.charCount(line.codePointBefore(at));
        }
        return at;
    }

    private static boolean isMark(int point) {
        return point >= 0x300 && !(point >= 0xD800 && point <= 0xDFFF) && CharWidth.of(point) == 0;
    }
}
