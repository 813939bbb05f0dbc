package postroom.labs.course.check;

/**
 * What a check may know of a file.
 *
 * @param type of what the path leads to
 * @param mode permission bits with set-uid, set-gid and sticky
 * @param owner the user's name, or the number where it has none
 * @param group likewise
 * @param content a regular file's content, its last MiB where it is longer; empty for others
 */
public record FileFacts(Type type, int mode, String owner, String group, String content) {

    /** The types that a check can tell apart. */
    public enum Type {
        FILE,
        DIRECTORY,
        OTHER
    }
}
