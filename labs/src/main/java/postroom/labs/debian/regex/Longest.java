package postroom.labs.debian.regex;

import java.util.regex.Matcher;

/**
 * POSIX's choice among the matches at one place: the longest ({@code regex(7)}). Java's matcher takes the first
 * alternative that fits; where a pattern has alternatives, longer ends are tried, too.
 */
public final class Longest {
    private Longest() {}

    /**
     * The leftmost match that begins at {@code from} or later, and of those the longest; the matcher then tells its groups.
     * The text's length is what the matcher was made with; may throw {@link Budgeted.TooLong}.
     */
    public static boolean find(Matcher matcher, int from) {
        if (!matcher.find(from)) {
            return false;
        }
        if (matcher.pattern().pattern().indexOf('|') >= 0) {
            lengthen(matcher);
        }
        return true;
    }

    private static void lengthen(Matcher matcher) {
        int start = matcher.start();
        int end = matcher.end();
        int limit = matcher.regionEnd();
        matcher.useAnchoringBounds(false).useTransparentBounds(true);
        for (int longer = limit; longer > end; longer--) {
            if (matcher.region(start, longer).matches()) {
                return;
            }
        }
        matcher.region(start, end).matches();
    }
}
