package postroom.labs.debian.gnu;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates as people write them for {@code date -d} and {@code touch -d}: {@code @SECONDS}, {@code 2024-01-02 03:04:05},
 * {@code now}, {@code tomorrow}, {@code 2 days ago}, {@code next week}, {@code 5 Jan 2024}, weekday names.
 * In the time zone of the process; {@code TZ="Asia/Tokyo"} before a date names another.
 */
public final class DateText {
    private static final String[] MONTHS = {
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"
    };
    private static final String[] DAYS = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    private static final List<String> ORDINALS = List.of(
            "this",
            "first",
            "",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth");
    private static final Map<String, Integer> ZONES = Map.ofEntries(
            Map.entry("est", -5),
            Map.entry("edt", -4),
            Map.entry("cst", -6),
            Map.entry("cdt", -5),
            Map.entry("mst", -7),
            Map.entry("mdt", -6),
            Map.entry("pst", -8),
            Map.entry("pdt", -7),
            Map.entry("wet", 0),
            Map.entry("west", 1),
            Map.entry("bst", 1),
            Map.entry("cet", 1),
            Map.entry("cest", 2),
            Map.entry("eet", 2),
            Map.entry("eest", 3),
            Map.entry("msk", 3),
            Map.entry("jst", 9));
    private static final Pattern RELATIVE = Pattern.compile(
            "^([-+]?\\s*[0-9]{1,9}|next|last|this|first|third|[a-z]{3,5}th|a|an)?\\s*(second|sec|minute|min|hour|day|week|fortnight|month|year)s?(\\s+ago)?\\b");

    private String rest;
    private LocalDate date;
    private LocalTime time;
    private ZonedDateTime moment;
    private final ZonedDateTime start;
    private final List<Step> steps = new ArrayList<>();
    private ZoneId zone;

    /** How far from the date: {@code +1 month}, {@code yesterday}. */
    private record Step(long count, String unit) {}

    private DateText(String text, Instant now, TimeZone zone) {
        this.rest = text.strip().toLowerCase(Locale.ROOT);
        this.zone = zone.rules();
        this.moment = now.atZone(this.zone);
        this.start = moment;
        this.time = rest.isEmpty() ? LocalTime.MIN : null;
    }

    /** The instant; empty if the text is no date. */
    public static Optional<Instant> parse(String text, Instant now) {
        return parse(text, now, TimeZone.UTC);
    }

    /** The instant that the text means in a time zone; empty if it is no date. */
    public static Optional<Instant> parse(String text, Instant now, TimeZone zone) {
        if (text.length() > 200) {
            return Optional.empty();
        }
        Matcher epoch = Pattern.compile("@(-?[0-9]{1,12})(?:\\.([0-9]{1,9}))?").matcher(text.strip());
        if (epoch.matches()) {
            long nanos = epoch.group(2) == null ? 0 : Long.parseLong((epoch.group(2) + "000000000").substring(0, 9));
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(epoch.group(1)), nanos));
        }
        try {
            Matcher named = Pattern.compile("(?s)\\s*TZ=\"([^\"]*)\"(.*)").matcher(text);
            return named.matches()
                    ? new DateText(named.group(2), now, TimeZone.of(named.group(1))).parse()
                    : new DateText(text, now, zone).parse();
        } catch (java.time.DateTimeException outOfRange) {
            return Optional.empty();
        }
    }

    /** The form of {@code touch -t}: {@code [[CC]YY]MMDDhhmm[.ss]}. */
    public static Optional<Instant> stamp(String text, Instant now) {
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
            moment = date.atTime(time == null ? LocalTime.MIN : time).atZone(zone);
        } else if (time != null) {
            moment = start.withZoneSameInstant(zone).toLocalDate().atTime(time).atZone(zone);
        }
        for (Step each : steps) {
            moment = plus(moment, each.count, each.unit);
        }
        return Optional.of(moment.toInstant());
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
    }

    private boolean isoDate() {
        Matcher m = take("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(t(?=[0-9]))?");
        if (m != null) {
            date(LocalDate.of(number(m, 1), number(m, 2), number(m, 3)));
            return true;
        }
        m = take("([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})(?![0-9])");
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
        if (m.group(5) == null) {
            offset(take("\\s*([-+])([0-9]{1,2}):?([0-9]{2})?(?![0-9:])"));
        }
        String fraction = m.group(4) == null ? "" : m.group(4);
        time = LocalTime.of(
                hour, number(m, 2), number(m, 3), Integer.parseInt((fraction + "000000000").substring(0, 9)));
        return true;
    }

    private boolean word() {
        Matcher m = take("(now|today|tomorrow|yesterday)\\b");
        if (m != null && m.group(1).endsWith("w") && m.group(1).length() > 3) {
            steps.add(new Step(1, "day"));
        } else if (m != null && m.group(1).startsWith("y")) {
            steps.add(new Step(-1, "day"));
        }
        return m != null;
    }

    private boolean relative() {
        Matcher m = RELATIVE.matcher(rest);
        if (!m.find()) {
            return false;
        }
        rest = rest.substring(m.end());
        String count = m.group(1) == null ? "1" : m.group(1).replaceAll("[\\s+]", "");
        if (count.endsWith("th") && !ORDINALS.contains(count)) {
            return false;
        }
        long n = ORDINALS.contains(count)
                ? ORDINALS.indexOf(count)
                : count.equals("next") || count.startsWith("a") ? 1 : count.equals("last") ? -1 : Long.parseLong(count);
        n = m.group(3) == null ? n : -n;
        steps.add(new Step(n, m.group(2)));
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
                return from.withDayOfMonth(1).plusYears(n).plusDays(from.getDayOfMonth() - 1L);
        }
    }

    private boolean dayAndMonth() {
        Matcher m = take("(?:(next|last|this|first)\\s+)?(mon|tue|wed|thu|fri|sat|sun)[a-z]*\\b");
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
        if (("next".equals(m.group(1)) || "first".equals(m.group(1))) && ahead == 0) {
            ahead = 7;
        } else if ("last".equals(m.group(1))) {
            ahead -= 7;
        }
        date(moment.toLocalDate().plus(ahead, ChronoUnit.DAYS));
    }

    private boolean zone() {
        Matcher m = take("(utc|gmt|z)\\b");
        if (m != null) {
            zone = ZoneOffset.UTC;
            return true;
        }
        m = take("(" + String.join("|", ZONES.keySet()) + ")\\b");
        if (m != null) {
            zone = ZoneOffset.ofHours(ZONES.get(m.group(1)));
            return true;
        }
        m = take("([-+])([0-9]{2}):?([0-9]{2})\\b");
        offset(m);
        return m != null;
    }

    private void offset(Matcher m) {
        if (m != null) {
            int seconds = (number(m, 2) * 60 + number(m, 3)) * 60;
            zone = ZoneOffset.ofTotalSeconds(m.group(1).equals("-") ? -seconds : seconds);
        }
    }

    private static int month(String name) {
        return Arrays.asList(MONTHS).indexOf(name) + 1;
    }

    private static int number(Matcher m, int group) {
        return m.group(group) == null || m.group(group).isEmpty() ? 0 : Integer.parseInt(m.group(group));
    }
}
