package postroom.labs.debian.vimtiny;

/** A place in a text: a line and an index in it, both from 0. */
record Spot(int row, int x) implements Comparable<Spot> {
    @Override
    public int compareTo(Spot other) {
        return row != other.row ? Integer.compare(row, other.row) : Integer.compare(x, other.x);
    }
}
