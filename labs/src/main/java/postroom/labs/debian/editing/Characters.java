package postroom.labs.debian.editing;

import postroom.labs.terminal.CharWidth;

/** Steps from character to character of a line; marks that take no column belong to the character before them. */
public final class Characters {
    private Characters() {}

    /** The index behind the character at {@code index}, at most the line's end. */
    public static int after(String line, int index) {
        if (index >= line.length()) {
            return line.length();
        }
        int at = index + Character.charCount(line.codePointAt(index));
        while (at < line.length() && isMark(line.codePointAt(at))) {
            at += Character.charCount(line.codePointAt(at));
        }
        return at;
    }

    /** The index of the character before {@code index}, at least 0. */
    public static int before(String line, int index) {
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
        return point >= 0x300 && !isStray(point) && CharWidth.of(point) == 0;
    }

    /** Whether it stands for a byte that is no UTF-8. */
    public static boolean isStray(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    /** How many blanks and tabs the line begins with. */
    public static int indent(String line) {
        int at = 0;
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }
}
