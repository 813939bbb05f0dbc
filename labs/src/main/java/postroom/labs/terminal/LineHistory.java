package postroom.labs.terminal;

/** The lines that were entered before, oldest first. The shell owns them; the editor only looks. */
public interface LineHistory {
    /** A history without lines. */
    LineHistory EMPTY = new LineHistory() {
        @Override
        public int size() {
            return 0;
        }

        @Override
        public String line(int index) {
            throw new IndexOutOfBoundsException(index);
        }
    };

    /** How many lines there are. */
    int size();

    /** A line; 0 is the oldest. */
    String line(int index);
}
