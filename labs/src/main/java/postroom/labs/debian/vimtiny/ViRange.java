package postroom.labs.debian.vimtiny;

/**
 * The lines a command of the colon is about.
 *
 * @param from the first, from 0
 * @param to the last
 * @param given whether they were typed
 */
record ViRange(int from, int to, boolean given) {
    /** The first line it is about, if nothing typed means all. */
    int fromOfAll() {
        return given ? from : 0;
    }

    /** The line behind the last it is about, if nothing typed means all. */
    int endOfAll(int size) {
        return given ? to + 1 : size;
    }
}
