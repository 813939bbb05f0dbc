package postroom.labs.debian.editing;

import java.util.List;

/** Brackets that belong together. */
public final class Brackets {
    private Brackets() {}

    /**
     * The place of the bracket that belongs to the one at {@code from}.
     *
     * @param pairs opening and closing ones in turn
     * @return null if it has none
     */
    public static Place partner(List<String> lines, Place from, String pairs) {
        char own = lines.get(from.row()).charAt(from.x());
        int kind = pairs.indexOf(own);
        char other = pairs.charAt(kind ^ 1);
        int direction = kind % 2 == 0 ? 1 : -1;
        int depth = 0;
        int x = from.x();
        for (int row = from.row(); row >= 0 && row < lines.size(); row += direction) {
            String line = lines.get(row);
            if (row != from.row()) {
                x = direction > 0 ? 0 : line.length() - 1;
            }
            for (; x >= 0 && x < line.length(); x += direction) {
                depth += line.charAt(x) == own ? 1 : line.charAt(x) == other ? -1 : 0;
                if (depth == 0) {
                    return new Place(row, x);
                }
            }
        }
        return null;
    }
}
