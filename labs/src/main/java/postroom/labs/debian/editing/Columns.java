package postroom.labs.debian.editing;

/** The columns in which an editor shows the characters of a line. */
public abstract class Columns {
    /** The columns that the character takes which begins at {@code column}. */
    public abstract int of(int point, int column);

    /** The columns of the whole line. */
    public final int of(String line) {
        return at(line, line.length());
    }

    /** The column of an index of the line. */
    public final int at(String line, int index) {
        int column = 0;
        for (int at = 0; at < Math.min(index, line.length()); ) {
            int point = line.codePointAt(at);
            column += of(point, column);
            at += Character.charCount(point);
        }
        return column;
    }

    /** The index of the character that covers {@code wanted}, or the line's end. */
    public final int index(String line, int wanted) {
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
}
