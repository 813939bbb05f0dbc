package postroom.labs.debian.dovecot.print;

/**
 * A column of what a command prints.
 *
 * @param key its name for programs
 * @param title its name for people
 * @param hidesTitle whether a value can stand without its title
 * @param right whether it is set flush right in a table
 * @param expands whether it gets the room that is left in a table
 */
public record Column(String key, String title, boolean hidesTitle, boolean right, boolean expands) {
    /** A column with its key as title. */
    public static Column of(String key) {
        return new Column(key, key, false, false, false);
    }

    /** One whose title is left out where it can be. */
    public static Column untitled(String key) {
        return new Column(key, key, true, false, false);
    }
}
