package postroom.labs.debian.vimtiny;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.regex.Budgeted;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.debian.regex.RegexException;
import postroom.labs.host.Process;

/** Patterns as vim's "magic" ones, near enough basic ones of POSIX. */
final class ViPatterns {
    private final Process process;
    private final ViOptions options;
    private String last = "";

    ViPatterns(Process process, ViOptions options) {
        this.process = process;
        this.options = options;
    }

    /** The one that was used last. */
    String last() {
        return last;
    }

    /** Compiles a pattern; an empty one is the last. */
    Pattern compile(String regex) throws RegexException {
        last = regex.isEmpty() ? last : regex;
        String plain = last.replace("\\<", "\\b")
                .replace("\\>", "\\b")
                .replace("\\s", "[[:space:]]")
                .replace("\\d", "[0-9]")
                .replace("\\=", "\\?")
                .replaceAll("\\\\[cCvVmM]", "");
        boolean fold = options.ignoreCase || last.contains("\\c");
        return PosixRegex.compile(plain, PosixRegex.Syntax.BASIC, fold ? Pattern.CASE_INSENSITIVE : 0);
    }

    /** Looks for a pattern in a line at the process' expense. */
    Matcher in(String line, Pattern pattern) {
        return pattern.matcher(new Budgeted(line, process::step));
    }
}
