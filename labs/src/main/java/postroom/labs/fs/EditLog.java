package postroom.labs.fs;

/** Where a disk's edits go before anybody is told that they happened. */
public interface EditLog {
    /**
     * Takes a batch that has just been applied. Called under the disk's lock, in order; must only queue it.
     *
     * @param batch edits in the form that {@link Disk#replay} takes
     */
    void append(byte[] batch);

    /** Returns when all that was appended so far is written. Called without the lock. */
    void flush();
}
