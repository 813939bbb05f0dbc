package postroom.labs.terminal;

/**
 * How a terminal treats keys and output ({@code termios(3)}), as far as programs of the lab change it.
 *
 * @param canonical keys are edited and handed over by the line (ICANON)
 * @param echo keys are shown (ECHO)
 * @param signals ^C, ^\ and ^Z are signals (ISIG)
 * @param mapReturn a carriage return that is typed becomes a newline (ICRNL)
 * @param process a newline that is printed gets a carriage return (OPOST, ONLCR)
 * @param flowControl ^S holds the output and ^Q lets it go on (IXON)
 * @param secondEnd a further character that ends a line and is handed over with it (VEOL2), -1 for none
 */
public record Termios(
        boolean canonical,
        boolean echo,
        boolean signals,
        boolean mapReturn,
        boolean process,
        boolean flowControl,
        int secondEnd) {
    /** What a log-in finds ({@code stty sane}). */
    public static final Termios SANE = new Termios(true, true, true, true, true, true, -1);

    /** Every key at once, unseen and without a meaning; output as it is ({@code cfmakeraw(3)}). */
    public static final Termios RAW = new Termios(false, false, false, false, false, false, -1);

    /** The same, with or without echo. */
    public Termios withEcho(boolean shown) {
        return new Termios(canonical, shown, signals, mapReturn, process, flowControl, secondEnd);
    }

    /** The same with another {@code secondEnd}. */
    public Termios withSecondEnd(int character) {
        return new Termios(canonical, echo, signals, mapReturn, process, flowControl, character);
    }

    /** Keys at once and unseen, but signals and output as usual ({@code cbreak}). */
    public Termios keyByKey() {
        return new Termios(false, false, signals, mapReturn, process, flowControl, -1);
    }
}
