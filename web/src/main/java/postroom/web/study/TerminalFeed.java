package postroom.web.study;

/**
 * The bytes of a terminal, both ways. Output has offsets that count from the terminal's beginning; the latest part of it is
 * kept, so that whoever lost the connection reads on where they were.
 */
public interface TerminalFeed {

    /** Names this life of the terminal; offsets of another life mean nothing in it. */
    String run();

    /** The offset of the oldest byte that is kept. */
    long begin();

    /** The offset behind the newest byte. */
    long end();

    /**
     * Output from an offset on; empty if there is none yet.
     *
     * @param from at least {@link #begin}; if that has moved past it meanwhile, the answer is empty, too
     * @param most the most bytes to hand out
     */
    byte[] read(long from, int most);

    /** @param more called when there is more to read; must be quick @return stops the telling */
    AutoCloseable watch(Runnable more);

    /** Keys of the learner, as a terminal sends them. */
    void type(byte[] utf8);

    void resize(int columns, int rows);
}
