package postroom.labs.terminal;

/**
 * Takes the keys of a terminal while its shell is at the prompt: no thread waits for them. All calls come one after the
 * other, under the terminal's lock for keys.
 */
public interface KeyReader {
    /**
     * Takes keys.
     *
     * @return how many were used; fewer than {@code length} when the line ended, and then the reader has detached itself
     */
    int keys(byte[] bytes, int offset, int length);

    /** ^C was typed. */
    void interrupt();

    /** The window has another size. */
    void resized(int columns, int rows);

    /** The terminal is gone. */
    void hangUp();
}
