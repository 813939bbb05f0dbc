package postroom.labs.terminal;

/** How the editing of a line ended. */
public sealed interface EditorEvent {
    /**
     * Enter.
     *
     * @param line what was entered, without the newline; pasted lines may contain newlines, and a byte that is not
     *     UTF-8 stands as U+DC00 plus the byte (see {@link Utf8})
     */
    record Accepted(String line) implements EditorEvent {}

    /** ^D on an empty line. */
    record EndOfInput() implements EditorEvent {}

    /** ^C. */
    record Interrupted() implements EditorEvent {}
}
