package postroom.labs.debian.regex;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All matches of a pattern in a text, one after the other as {@code sed} counts them: an empty one does not follow another at once. */
public final class Matches {
    private final Matcher matcher;
    private final int length;
    private int from;
    private int lastEnd = -1;

    /** Looks through {@code text} within a budget, each step of which is told to {@code step}. */
    public Matches(Pattern pattern, String text, Runnable step) {
        this.matcher = pattern.matcher(new Budgeted(text, step));
        this.length = text.length();
    }

    /** Goes to the next match; false if there is none. May throw {@link Budgeted.TooLong}. */
    public boolean next() {
        while (from <= length && Longest.find(matcher, from)) {
            boolean emptyAfterLast = matcher.end() == matcher.start() && matcher.start() == lastEnd;
            if (!emptyAfterLast) {
                lastEnd = matcher.end();
                from = lastEnd;
                return true;
            }
            from = matcher.start() + 1;
        }
        return false;
    }

    /** The match that was found, with its groups. */
    public Matcher match() {
        return matcher;
    }
}
