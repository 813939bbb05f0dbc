package postroom.labs.debian.postfix.table;

/** A text that lets itself be looked at only so often: a pattern that backtracks without end is stopped. */
final class BoundedText implements CharSequence {
    private static final int LIMIT = 2_000_000;

    private final CharSequence text;
    private final int[] left;

    /** The pattern has had its share of looks. */
    static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("too many steps", null, false, false);
        }
    }

    BoundedText(CharSequence text) {
        this(text, new int[] {LIMIT});
    }

    private BoundedText(CharSequence text, int[] left) {
        this.text = text;
        this.left = left;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (--left[0] < 0) {
            throw new TooLong();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new BoundedText(text.subSequence(start, end), left);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
