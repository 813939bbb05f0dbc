package postroom.labs.debian.regex;

/**
 * Text for a matcher that may go astray: every so many characters looked at, a step is told, where a process draws on its
 * share of the CPU and dies by its signals; after too many, {@link TooLong} ends the match.
 */
public final class Budgeted implements CharSequence {
    private static final int CHARACTERS_PER_STEP = 64;
    private static final long LIMIT = 200_000_000L;

    private final CharSequence text;
    private final Runnable step;
    private final long[] looked;

    /** The match took more than it may. */
    public static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("regular expression too complex", null, false, false);
        }
    }

    /** Text with a budget of its own. */
    public Budgeted(CharSequence text, Runnable step) {
        this(text, step, new long[1]);
    }

    private Budgeted(CharSequence text, Runnable step, long[] looked) {
        this.text = text;
        this.step = step;
        this.looked = looked;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        long n = ++looked[0];
        if (n % CHARACTERS_PER_STEP == 0) {
            step.run();
            if (n > LIMIT) {
                throw new TooLong();
            }
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new Budgeted(text.subSequence(start, end), step, looked);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
