package postroom.labs.shell.pattern;

import java.util.Arrays;

/**
 * Text whose characters know whether they were quoted, as code points: a quoted {@code *} is no glob.
 *
 * @param points the characters
 * @param quoted as long as {@code points}
 */
public record Marked(int[] points, boolean[] quoted) {

    /** Text in which nothing is quoted. */
    public static Marked active(String text) {
        int[] points = text.codePoints().toArray();
        return new Marked(points, new boolean[points.length]);
    }

    /** The number of characters. */
    public int length() {
        return points.length;
    }

    /** The text without its marks. */
    public String text() {
        return new String(points, 0, points.length);
    }

    Marked slice(int from, int to) {
        return new Marked(Arrays.copyOfRange(points, from, to), Arrays.copyOfRange(quoted, from, to));
    }

    boolean isActive(int at, int c) {
        return points[at] == c && !quoted[at];
    }
}
