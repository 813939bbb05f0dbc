package postroom.labs.fs;

/** The kinds of file ({@code inode(7)}), each with the letter that {@code ls -l} shows. */
public enum FileType {
    FILE('-', 0100000),
    DIRECTORY('d', 0040000),
    SYMLINK('l', 0120000),
    DEVICE('c', 0020000),
    FIFO('p', 0010000),
    SOCKET('s', 0140000);

    private final char letter;
    private final int bits;

    FileType(char letter, int bits) {
        this.letter = letter;
        this.bits = bits;
    }

    /** The first letter of {@code ls -l}. */
    public char letter() {
        return letter;
    }

    /** The type's bits in {@code st_mode}. */
    public int bits() {
        return bits;
    }
}
