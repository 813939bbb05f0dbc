package postroom.labs.fs;

/** How a file is opened: the flags of {@code open(2)}. */
public enum Open {
    READ,
    WRITE,
    /** Every write goes to the end. */
    APPEND,
    /** Make the file if it is missing. */
    CREATE,
    /** With {@link #CREATE}: fail if it is there. */
    EXCLUSIVE,
    /** Empty it first. */
    TRUNCATE,
    /** Do not follow a symbolic link as the last name. */
    NOFOLLOW
}
