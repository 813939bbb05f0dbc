package postroom.labs.terminal.screen;

/**
 * A key that was pressed, a paste, or news of the terminal.
 *
 * @param name a printable character itself; a control character as {@code ^X}; with Meta {@code M-x}; a named key as
 *     {@code Up}, {@code Down}, {@code Left}, {@code Right}, {@code Home}, {@code End}, {@code PageUp}, {@code PageDown},
 *     {@code Insert}, {@code Delete}, {@code F1} to {@code F12}, {@code S-Tab}, with {@code S-}, {@code M-}, {@code C-} before
 *     it for what was held; or one of the constants here
 * @param text what was pasted; otherwise empty
 */
public record Stroke(String name, String text) {
    /** Escape, alone. */
    public static final String ESCAPE = "Escape";
    /** A paste: {@link #text} is what came. */
    public static final String PASTE = "Paste";
    /** The window has another size. */
    public static final String RESIZE = "Resize";
    /** There is no terminal any more. */
    public static final String HANGUP = "Hangup";
    /** The time to wait is over. */
    public static final String TIMEOUT = "Timeout";
    /** A sequence that means nothing. */
    public static final String UNKNOWN = "Unknown";

    static Stroke of(String name) {
        return new Stroke(name, "");
    }

    /** True for one printable character. */
    public boolean isText() {
        return name.codePointCount(0, name.length()) == 1;
    }

    /** Whether it is the key of this name. */
    public boolean is(String wanted) {
        return name.equals(wanted);
    }
}
