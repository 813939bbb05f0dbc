package postroom.labs.terminal;

/** Knows how a word in a line can go on; the shell is one. Called on the thread that feeds the editor, so be quick. */
@FunctionalInterface
public interface Completer {
    /** Knows nothing. */
    Completer NONE = (line, cursor) -> Completion.NONE;

    /** The possible words for the one that ends at {@code cursor} in {@code line}. */
    Completion complete(String line, int cursor);
}
