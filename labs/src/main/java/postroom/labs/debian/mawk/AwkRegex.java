package postroom.labs.debian.mawk;

import java.util.regex.Pattern;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.debian.regex.RegexException;

/** Compiles awk's regular expressions, with mawk's words for what is wrong with them. */
final class AwkRegex {
    private AwkRegex() {}

    static Pattern compile(String text) {
        try {
            return PosixRegex.compile(text, PosixRegex.Syntax.AWK, 0);
        } catch (RegexException e) {
            String why = e.getMessage().startsWith("Unmatched (") ? "missing ')'" : e.getMessage();
            throw Failure.of(2, "regular expression compile failed (" + why + ")\n" + text);
        }
    }
}
