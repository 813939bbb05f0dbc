package postroom.labs.debian.editing;

/**
 * A place in a text.
 *
 * @param row its line, from 0
 * @param x the index in the line, from 0
 */
public record Place(int row, int x) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
        return row != other.row ? Integer.compare(row, other.row) : Integer.compare(x, other.x);
    }
}
