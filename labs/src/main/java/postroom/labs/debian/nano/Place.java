package postroom.labs.debian.nano;

/** A place in a text: a line and an index in it, both from 0. */
record Place(int row, int x) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
        return row != other.row ? Integer.compare(row, other.row) : Integer.compare(x, other.x);
    }
}
