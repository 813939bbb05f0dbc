package postroom.labs.fs;

/** Is told of changes of a disk. */
public interface DiskListener {
    /**
     * A file was made, changed, renamed (told for both names) or removed. Called on the thread that did it, without the
     * disk's lock; must only hand on.
     *
     * @param path the canonical path by which it was done
     */
    void changed(String path);
}
