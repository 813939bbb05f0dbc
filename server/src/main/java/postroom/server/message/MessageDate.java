package postroom.server.message;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The field {@code Date} (RFC 5322 §3.3, with the old forms of years and zones). */
public final class MessageDate {
    /** Months as dates of mail have them. */
    public static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final Pattern DATE = Pattern.compile(
            "(?:[A-Za-z]{3,9}\\s*,?\\s*)?(\\d{1,2})[\\s-]+([A-Za-z]{3})[A-Za-z]{0,6}[\\s-]+(\\d{2,4})"
                    + "(?:\\s+(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2}))?)?\\s*([+-]\\d{4}|[A-Za-z]{1,5})?.*",
            Pattern.DOTALL);

    private static final List<String> ZONES = List.of("EDT", "EST", "CDT", "CST", "MDT", "MST", "PDT", "PST");

    private MessageDate() {}

    /** Reads a date; nothing if it is none. */
    public static Optional<OffsetDateTime> parse(String text) {
        Matcher matcher = DATE.matcher(text.strip());
        if (text.length() > 200 || !matcher.matches()) {
            return Optional.empty();
        }
        int month = MONTHS.indexOf(matcher.group(2).toLowerCase(Locale.ROOT)) + 1;
        int year = Integer.parseInt(matcher.group(3));
        year += year < 50 ? 2000 : year < 1000 ? 1900 : 0;
        try {
            return Optional.of(OffsetDateTime.of(
                    year,
                    month,
                    Integer.parseInt(matcher.group(1)),
                    number(matcher.group(4)),
                    number(matcher.group(5)),
                    Math.min(59, number(matcher.group(6))),
                    0,
                    zone(matcher.group(7))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static ZoneOffset zone(String text) {
        if (text == null) {
            return ZoneOffset.UTC;
        }
        if (text.matches("[+-]\\d{4}")) {
            int sign = text.charAt(0) == '-' ? -1 : 1;
            int hours = Integer.parseInt(text.substring(1, 3));
            int minutes = Integer.parseInt(text.substring(3));
            return ZoneOffset.ofHoursMinutes(
                    sign * Math.min(18, hours), hours >= 18 ? 0 : sign * Math.min(59, minutes));
        }
        int known = ZONES.indexOf(text.toUpperCase(Locale.ROOT));
        return known < 0 ? ZoneOffset.UTC : ZoneOffset.ofHours(-4 - (known + 1) / 2);
    }
}
