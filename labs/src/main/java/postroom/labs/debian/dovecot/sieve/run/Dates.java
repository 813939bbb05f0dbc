package postroom.labs.debian.dovecot.sieve.run;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.JulianFields;
import java.util.Locale;
import java.util.Optional;
import postroom.server.message.MessageDate;

/** The parts of a date (RFC 5260 §4.2). */
final class Dates {
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter STD11 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss xx", Locale.US);

    private Dates() {}

    /** The date in a header field; behind the last semicolon, as in Received. */
    static Optional<OffsetDateTime> parse(String value) {
        return MessageDate.parse(value.substring(value.lastIndexOf(';') + 1).strip());
    }

    static Optional<ZoneOffset> zone(String text) {
        if (!text.matches("[+-](0[0-9]|1[0-7])[0-5][0-9]")) {
            return Optional.empty();
        }
        int minutes = Integer.parseInt(text.substring(1, 3)) * 60 + Integer.parseInt(text.substring(3));
        return Optional.of(ZoneOffset.ofTotalSeconds(60 * (text.startsWith("-") ? -minutes : minutes)));
    }

    /** A part; empty if there is none of that name. */
    static Optional<String> part(OffsetDateTime date, String part) {
        String zone = DateTimeFormatter.ofPattern("xx").format(date);
        String text = switch (part.toLowerCase(Locale.ROOT)) {
            case "year" -> two("%04d", date.getYear());
            case "month" -> two("%02d", date.getMonthValue());
            case "day" -> two("%02d", date.getDayOfMonth());
            case "date" -> date.toLocalDate().toString();
            case "julian" -> Long.toString(date.getLong(JulianFields.MODIFIED_JULIAN_DAY));
            case "hour" -> two("%02d", date.getHour());
            case "minute" -> two("%02d", date.getMinute());
            case "second" -> two("%02d", date.getSecond());
            case "time" -> DateTimeFormatter.ofPattern("HH:mm:ss").format(date);
            case "iso8601" ->
                ISO.format(date) + DateTimeFormatter.ofPattern("XXX").format(date);
            case "std11" -> STD11.format(date);
            case "zone" -> zone;
            case "weekday" -> Integer.toString(date.getDayOfWeek().getValue() % 7);
            default -> null;
        };
        return Optional.ofNullable(text);
    }

    private static String two(String format, int value) {
        return String.format(Locale.ROOT, format, value);
    }
}
