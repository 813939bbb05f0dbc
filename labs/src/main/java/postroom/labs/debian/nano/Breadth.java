package postroom.labs.debian.nano;

import postroom.labs.terminal.CharWidth;

/** How a line's characters become columns: tabs reach to the next stop, control characters are {@code ^X}. */
final class Breadth {
    private final int tab;

    Breadth(int tab) {
        this.tab = tab;
    }

    /** The columns that the character takes which begins at {@code column}. */
    int of(int point, int column) {
        if (point == '\t') {
            return tab - column % tab;
        }
        if (isControl(point)) {
            return 2;
        }
        return point >= 0xD800 && point <= 0xDFFF ? 1 : CharWidth.of(point);
    }

    static boolean isControl(int point) {
        return point < ' ' || point >= 0x7F && point < 0xA0;
    }

    /** The column of an index of the line. */
    int column(String line, int index) {
        int column = 0;
        for (int at = 0; at < Math.min(index, line.length()); ) {
            int point = line.codePointAt(at);
            column += of(point, column);
            at += Character.charCount(point);
        }
        return column;
    }

    /** The columns of the whole line. */
    int of(String line) {
        return column(line, line.length());
    }

    /** The index of the character that covers {@code wanted}, or the line's end. */
    int index(String line, int wanted) {
        int column = 0;
        int at = 0;
        while (at < line.length()) {
            int point = line.codePointAt(at);
            int width = of(point, column);
            if (column + width > wanted) {
                break;
            }
            column += width;
            at += Character.charCount(point);
        }
        return at;
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

    /** The index behind the character at {@code index} with its marks. */
    static int after(String line, int index) {
        int at = index + Character.charCount(line.codePointAt(index));
        while (at < line.length() && isMark(line.codePointAt(at))) {
            at += Character.charCount(line.codePointAt(at));
        }
        return at;
    }

    /** The index of the character before {@code index}. */
    static int before(String line, int index) {
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
