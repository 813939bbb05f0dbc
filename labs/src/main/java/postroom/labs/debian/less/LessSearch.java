package postroom.labs.debian.less;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import postroom.labs.debian.gnu.Text;
import postroom.labs.debian.regex.Budgeted;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.debian.regex.RegexException;
import postroom.labs.host.Process;

/** What is looked for in the text of {@code less}. */
final class LessSearch {
    private final Process process;
    private final LessText text;
    private final LessOptions options;
    private Pattern pattern;

    LessSearch(Process process, LessText text, LessOptions options) {
        this.process = process;
        this.text = text;
        this.options = options;
    }

    /**
     * Shows the first line that matches, from a line on in one direction.
     *
     * @param typed bytes as they came from the keyboard, one a character; empty for the same pattern again
     * @return what to say if that cannot be done
     */
    String find(String typed, int from, int direction) {
        if (!typed.isEmpty()) {
            try {
                pattern = compiled(typed);
            } catch (RegexException e) {
                return "Invalid pattern";
            }
        }
        if (pattern == null) {
            return "No previous regular expression";
        }
        for (int line = from; line >= 0 && line < text.size(); line += direction) {
            if (matches(pattern, text.line(line))) {
                text.goExactly(line);
                return "";
            }
        }
        return "Pattern not found";
    }

    private Pattern compiled(String typed) throws RegexException {
        boolean capitals = !typed.equals(typed.toLowerCase(Locale.ROOT));
        return PosixRegex.compile(
                Text.of(typed.getBytes(StandardCharsets.ISO_8859_1)),
                PosixRegex.Syntax.EXTENDED,
                options.ignoresCase(capitals) ? Pattern.CASE_INSENSITIVE : 0);
    }

    private boolean matches(Pattern wanted, String line) {
        return wanted.matcher(new Budgeted(line, process::step)).find();
    }

    /** Tells the lines that match; what is typed as in {@link #find}. */
    Predicate<String> filter(String typed) throws RegexException {
        Pattern wanted = compiled(typed);
        return line -> matches(wanted, line);
    }

    /** A line with what was found in it in inverse. */
    String highlighted(String line) {
        return pattern == null || !options.highlights()
                ? line
                : LessLook.highlighted(line, pattern.matcher(new Budgeted(line, process::step)));
    }
}
