package postroom.labs.debian.findutils;

import postroom.labs.fs.Stat;

/**
 * A file that {@code find} has come to.
 *
 * @param root the starting point by which it was reached
 * @param depth 0 for the starting point itself
 */
record FoundFile(String path, String root, int depth, Stat stat) {
    /** The last name of the path. */
    String name() {
        String bare = path.replaceAll("/+$", "");
        return bare.isEmpty() ? "/" : bare.substring(bare.lastIndexOf('/') + 1);
    }

    /** The folder that it is in. */
    String folder() {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
    }
}
