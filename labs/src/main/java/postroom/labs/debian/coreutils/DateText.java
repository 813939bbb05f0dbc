package postroom.labs.debian.coreutils;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates as people write them for {@code date -d} and {@code touch -d}: {@code @SECONDS}, {@code 2024-01-02 03:04:05},
 * {@code now}, {@code tomorrow}, {@code 2 days ago}, {@code next week}, {@code 5 Jan 2024}, weekday names. In UTC.
 */
final class DateText {
    private static final String[] MONTHS = {
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"
    };
    private static final String[] DAYS = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    private static final Pattern RELATIVE = Pattern.compile(
            "^([-+]?\\s*[0-9]{1,9}|next|last|a|an)?\\s*(second|sec|minute|min|hour|day|week|fortnight|month|year)s?(\\s+ago)?\\b");

    private String rest;
    private LocalDate date;
    private LocalTime time;
    private ZonedDateTime moment;
    private ZonedDateTime base;
    private int offsetSeconds;

    private DateText(String text, Instant now) {
        this.rest = text.strip().toLowerCase(Locale.ROOT);
        this.moment = now.atZone(ZoneOffset.UTC);
    }

    /** The instant; empty if the text is no date. */
    static Optional<Instant> parse(String text, Instant now) {
        if (text.length() > 200) {
            return Optional.empty();
        }
        Matcher epoch = Pattern.compile("@(-?[0-9]{1,12})(?:\\.([0-9]{1,9}))?").matcher(text.strip());
        if (epoch.matches()) {
            long nanos = epoch.group(2) == null ? 0 : Long.parseLong((epoch.group(2) + "000000000").substring(0, 9));
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(epoch.group(1)), nanos));
        }
        try {
            return new DateText(text, now).parse();
        } catch (java.time.DateTimeException outOfRange) {
            return Optional.empty();
        }
    }

    /** The form of {@code touch -t}: {@code [[CC]YY]MMDDhhmm[.ss]}. */
    static Optional<Instant> stamp(String text, Instant now) {
        if (!text.matches("([0-9]{2}|[0-9]{4})?[0-9]{8}(\\.[0-9]{2})?")) {
            return Optional.empty();
        }
        String[] parts = text.split("\\.");
        String d = parts[0];
        int year = now.atZone(ZoneOffset.UTC).getYear();
        if (d.length() > 8) {
            int given = Integer.parseInt(d.substring(0, d.length() - 8));
            year = d.length() == 12 ? given : given < 69 ? 2000 + given : 1900 + given;
            d = d.substring(d.length() - 8);
        }
        try {
            return Optional.of(
                    LocalDate.of(year, Integer.parseInt(d.substring(0, 2)), Integer.parseInt(d.substring(2, 4)))
                            .atTime(
                                    Integer.parseInt(d.substring(4, 6)),
                                    Integer.parseInt(d.substring(6, 8)),
                                    parts.length > 1 ? Integer.parseInt(parts[1]) : 0)
                            .toInstant(ZoneOffset.UTC));
        } catch (java.time.DateTimeException outOfRange) {
            return Optional.empty();
        }
    }

    private Optional<Instant> parse() {
        while (!rest.isEmpty()) {
            if (!isoDate() && !clock() && !word() && !relative() && !dayAndMonth() && !zone()) {
                return Optional.empty();
            }
            rest = rest.replaceFirst("^[\\s,]+", "");
        }
        if (date != null) {
            moment = date.atTime(time == null ? LocalTime.MIN : time)
                    .atZone(ZoneOffset.UTC)
                    .plus(java.time.Duration.between(base, moment));
        } else if (time != null) {
            moment = moment.toLocalDate().atTime(time).atZone(ZoneOffset.UTC);
        }
        return Optional.of(moment.minusSeconds(offsetSeconds).toInstant());
    }

    private Matcher take(String regex) {
        Matcher m = Pattern.compile(regex).matcher(rest);
        if (!m.lookingAt()) {
            return null;
        }
        rest = rest.substring(m.end());
        return m;
    }

    private void date(LocalDate newDate) {
        date = newDate;
        base = moment;
    }

    private boolean isoDate() {
        Matcher m = take("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(t(?=[0-9]))?");
        if (m != null) {
            date(LocalDate.of(number(m, 1), number(m, 2), number(m, 3)));
            return true;
        }
        m = take("([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})");
        if (m != null) {
            date(LocalDate.of(number(m, 3), number(m, 1), number(m, 2)));
            return true;
        }
        m = take("([0-9]{4})([0-9]{2})([0-9]{2})(?![0-9])");
        if (m != null) {
            date(LocalDate.of(number(m, 1), number(m, 2), number(m, 3)));
        }
        return m != null;
    }

    private boolean clock() {
        Matcher m = take("([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?\\s*(am|pm)?");
        if (m == null) {
            m = take("([0-9]{1,2})()()()\\s*(am|pm)\\b");
        }
        if (m == null) {
            return false;
        }
        int hour = number(m, 1);
        if (m.group(5) != null) {
            hour = hour % 12 + (m.group(5).equals("pm") ? 12 : 0);
        }
        String fraction = m.group(4) == null ? "" : m.group(4);
        time = LocalTime.of(
                hour, number(m, 2), number(m, 3), Integer.parseInt((fraction + "000000000").substring(0, 9)));
        return true;
    }

    private boolean word() {
        Matcher m = take("(now|today|tomorrow|yesterday|noon|midnight)\\b");
        if (m == null) {
            return false;
        }
        switch (m.group(1)) {
            case "tomorrow" -> moment = moment.plusDays(1);
            case "yesterday" -> moment = moment.minusDays(1);
            case "noon" -> time = LocalTime.NOON;
            case "midnight" -> time = LocalTime.MIN;
            default -> base = moment;
        }
        return true;
    }

    private boolean relative() {
        Matcher m = RELATIVE.matcher(rest);
        if (!m.find()) {
            return false;
        }
        rest = rest.substring(m.end());
        String count = m.group(1) == null ? "1" : m.group(1).replaceAll("[\\s+]", "");
        long n = count.equals("next") || count.startsWith("a") ? 1 : count.equals("last") ? -1 : Long.parseLong(count);
        n = m.group(3) == null ? n : -n;
        moment = plus(moment, n, m.group(2));
        return true;
    }

    private static ZonedDateTime plus(ZonedDateTime from, long n, String unit) {
        switch (unit) {
            case "second":
            case "sec":
                return from.plusSeconds(n);
            case "minute":
            case "min":
                return from.plusMinutes(n);
            case "hour":
                return from.plusHours(n);
            case "day":
                return from.plusDays(n);
            case "week":
                return from.plusWeeks(n);
            case "fortnight":
                return from.plusWeeks(2 * n);
            case "month":
                // as mktime(3) has it: 31 January and a month is 31 February, which is 2 or 3 March
                return from.withDayOfMonth(1).plusMonths(n).plusDays(from.getDayOfMonth() - 1L);
            default:
                return from.plusYears(n);
        }
    }

    private boolean dayAndMonth() {
        Matcher m = take("(?:(next|last)\\s+)?(mon|tue|wed|thu|fri|sat|sun)[a-z]*\\b");
        if (m != null) {
            weekday(m);
            return true;
        }
        m = take(
                "([0-9]{1,2})[-\\s]+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?:[-\\s]+([0-9]{4}))?(?!:)\\b");
        if (m != null) {
            date(LocalDate.of(m.group(3) == null ? moment.getYear() : number(m, 3), month(m.group(2)), number(m, 1)));
            return true;
        }
        m = take(
                "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\s+([0-9]{1,2})(?:,?\\s+([0-9]{4}))?(?!:)\\b");
        if (m != null) {
            date(LocalDate.of(m.group(3) == null ? moment.getYear() : number(m, 3), month(m.group(1)), number(m, 2)));
            return true;
        }
        m = date != null ? take("([0-9]{4})\\b") : null;
        if (m != null) {
            date = date.withYear(number(m, 1));
        }
        return m != null;
    }

    /** A weekday beside a date says nothing new; alone it is the next such day. */
    private void weekday(Matcher m) {
        boolean dateFollows = rest.matches("(?s)[\\s,]*([0-9]{1,2}[-\\s]+[a-z]{3}|[a-z]{3,9}\\s+[0-9]{1,2}).*");
        if (date != null || dateFollows) {
            return;
        }
        int wanted = java.util.Arrays.asList(DAYS).indexOf(m.group(2)) + 1;
        int ahead = Math.floorMod(wanted - moment.getDayOfWeek().getValue(), 7);
        if ("next".equals(m.group(1)) && ahead == 0) {
            ahead = 7;
        } else if ("last".equals(m.group(1))) {
            ahead -= 7;
        }
        date(moment.toLocalDate().plus(ahead, ChronoUnit.DAYS));
    }

    private boolean zone() {
        Matcher m = take("(utc|gmt|z)\\b");
        if (m != null) {
            return true;
        }
        m = take("([-+])([0-9]{2}):?([0-9]{2})\\b");
        if (m != null) {
            offsetSeconds =
                    (number(m, 2) * 60 + number(m, 3)) * 60 * (m.group(1).equals("-") ? -1 : 1);
        }
        return m != null;
    }

    private static int month(String name) {
        return Arrays.asList(MONTHS).indexOf(name) + 1;
    }

    private static int number(Matcher m, int group) {
        return m.group(group) == null || m.group(group).isEmpty() ? 0 : Integer.parseInt(m.group(group));
    }
}
