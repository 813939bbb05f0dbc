package postroom.labs.debian.nano;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.editing.Place;
import postroom.labs.debian.regex.Budgeted;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.debian.regex.RegexException;
import postroom.labs.host.Process;

/** Finds a string or a regular expression in a text, forwards or backwards, going round at the end. */
final class Finder {
    private final Pattern pattern;
    private final Process process;
    private final boolean regex;

    /** What was found. */
    record Hit(Place place, int end, boolean wrapped, Matcher matcher) {}

    Finder(Process process, String sought, boolean regex, boolean caseSensitive) throws RegexException {
        this.process = process;
        this.regex = regex;
        int flags = caseSensitive ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        this.pattern = regex
                ? PosixRegex.compile(sought, PosixRegex.Syntax.EXTENDED, flags)
                : Pattern.compile(Pattern.quote(sought), flags);
    }

    boolean isRegex() {
        return regex;
    }

    /** The first match behind {@code from}, or at it if {@code here}; null if there is none at all. */
    Hit forward(TextBuffer text, Place from, boolean here) {
        int row = from.row();
        int x = here ? from.x() : from.x() + 1;
        for (int i = 0; i <= text.size(); i++) {
            String line = text.line(row);
            Matcher matcher = matcher(line);
            if (x <= line.length() && matcher.find(x)) {
                return new Hit(
                        new Place(row, matcher.start()),
                        matcher.end(),
                        i > 0 && row <= from.row() && wrapped(from, row, matcher),
                        matcher);
            }
            row = (row + 1) % text.size();
            x = 0;
        }
        return null;
    }

    private static boolean wrapped(Place from, int row, Matcher matcher) {
        return new Place(row, matcher.start()).compareTo(from) <= 0;
    }

    /** The last match before {@code from}. */
    Hit backward(TextBuffer text, Place from) {
        int row = from.row();
        int limit = from.x() - 1;
        for (int i = 0; i <= text.size(); i++) {
            Matcher matcher = matcher(text.line(row));
            int best = -1;
            for (int at = 0; at <= text.line(row).length() && matcher.find(at) && matcher.start() <= limit; ) {
                best = matcher.start();
                at = best + 1;
            }
            if (best >= 0) {
                matcher.find(best);
                Place place = new Place(row, best);
                return new Hit(place, matcher.end(), place.compareTo(from) >= 0, matcher);
            }
            row = (row + text.size() - 1) % text.size();
            limit = Integer.MAX_VALUE;
        }
        return null;
    }

    private Matcher matcher(String line) {
        return pattern.matcher(new Budgeted(line, process::step))
                .useTransparentBounds(true)
                .useAnchoringBounds(false);
    }

    /** What replaces a match: {@code \1} to {@code \9} are groups of a regular expression. */
    String replacement(Matcher match, String with) {
        if (!regex) {
            return with;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < with.length(); i++) {
            char c = with.charAt(i);
            int group = i + 1 < with.length() ? with.charAt(i + 1) - '0' : 0;
            if (c == '\\' && group >= 1 && group <= 9 && group <= match.groupCount()) {
                out.append(match.group(group) == null ? "" : match.group(group));
                i++;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
