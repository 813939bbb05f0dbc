package postroom.labs.debian.mbox;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line before each message of an mbox: {@code From sender date}.
 *
 * @param sender the envelope sender
 * @param date as {@code ctime(3)} writes it
 */
public record FromLine(String sender, String date) {
    private static final Pattern LINE = Pattern.compile(
            "From (.{0,500}?) +((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ 0-9][0-9] \\d\\d:\\d\\d)(:\\d\\d)?"
                    + "(?: [A-Z]{3,4}| [+-]\\d{4})? (\\d{4})(?: [A-Z]{3,4}| [+-]\\d{4})?(?: remote from .*)?");

    /** The parts of a line, if it is one. */
    public static Optional<FromLine> parse(String line) {
        if (!line.startsWith("From ") || line.length() > 1000) {
            return Optional.empty();
        }
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String seconds = matcher.group(3) == null ? ":00" : matcher.group(3);
        return Optional.of(new FromLine(matcher.group(1), matcher.group(2) + seconds + " " + matcher.group(4)));
    }

    /** The line, with one blank between its parts. */
    public String line() {
        return "From " + sender + " " + date;
    }
}
