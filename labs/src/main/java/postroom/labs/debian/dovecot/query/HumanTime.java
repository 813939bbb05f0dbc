package postroom.labs.debian.dovecot.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people write them: {@code 2026-11-24}, {@code 24-Nov-2026}, seconds since 1970, {@code 2 weeks} (ago). */
final class HumanTime {
    private static final DateTimeFormatter IMAP = DateTimeFormatter.ofPattern("d-MMM-yyyy", Locale.ENGLISH);
    private static final Pattern AGO = Pattern.compile("([0-9]{1,9}) *([a-zA-Z]+)");

    private HumanTime() {}

    /** The time that is meant. */
    static Optional<Instant> parse(String text, Instant now) {
        try {
            if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                LocalDate year = LocalDate.of(Integer.parseInt(text.substring(0, 4)), 1, 1);
                return Optional.of(year.plusMonths(Integer.parseInt(text.substring(5, 7)) - 1L)
                        .plusDays(Integer.parseInt(text.substring(8)) - 1L)
                        .atStartOfDay()
                        .toInstant(ZoneOffset.UTC));
            }
            if (text.matches("[0-9]{1,2}-[A-Za-z]{3}-[0-9]{4}")) {
                int month = text.indexOf('-') + 1;
                String proper = text.substring(0, month)
                        + Character.toUpperCase(text.charAt(month))
                        + text.substring(month + 1).toLowerCase(Locale.ROOT);
                return Optional.of(LocalDate.parse(proper, IMAP).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
        if (text.matches("[0-9]{1,11}")) {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
        }
        Matcher ago = AGO.matcher(text);
        return ago.matches() ? seconds(ago).map(now::minusSeconds) : Optional.empty();
    }

    private static Optional<Long> seconds(Matcher ago) {
        long count = Long.parseLong(ago.group(1));
        String unit = ago.group(2).toLowerCase(Locale.ROOT);
        if ("seconds".startsWith(unit) || "secs".equals(unit) || "sec".equals(unit)) {
            return Optional.of(count);
        } else if ("minutes".startsWith(unit) || "mins".equals(unit)) {
            return Optional.of(60 * count);
        } else if ("hours".startsWith(unit)) {
            return Optional.of(3600 * count);
        } else if ("days".startsWith(unit)) {
            return Optional.of(86400 * count);
        } else if ("weeks".startsWith(unit)) {
            return Optional.of(7 * 86400 * count);
        }
        return Optional.empty();
    }
}
