package postroom.labs.terminal.screen;

/**
 * How a cell looks ({@code SGR} of ECMA-48).
 *
 * @param foreground 0 to 7, or -1 for the terminal's own colour
 * @param background likewise
 */
public record Style(boolean reverse, boolean bold, boolean underline, int foreground, int background) {
    /** As the terminal is. */
    public static final Style PLAIN = new Style(false, false, false, -1, -1);
    /** Reverse video. */
    public static final Style REVERSE = new Style(true, false, false, -1, -1);
    /** Bold. */
    public static final Style BOLD = new Style(false, true, false, -1, -1);

    /** Colours of ECMA-48: 0 black, 1 red, 2 green, 3 yellow, 4 blue, 5 magenta, 6 cyan, 7 white. */
    public static Style colours(int foreground, int background) {
        return new Style(false, false, false, foreground, background);
    }

    /** The same, bold. */
    public Style withBold() {
        return new Style(reverse, true, underline, foreground, background);
    }

    /** The sequence that makes the terminal write so, whatever it did before. */
    String sequence() {
        StringBuilder out = new StringBuilder("\u001b[0");
        out.append(bold ? ";1" : "").append(underline ? ";4" : "").append(reverse ? ";7" : "");
        if (foreground >= 0) {
            out.append(';').append(30 + foreground);
        }
        if (background >= 0) {
            out.append(';').append(40 + background);
        }
        return out.append('m').toString();
    }
}
