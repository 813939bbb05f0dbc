package postroom.labs.debian.systemd;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Points in time as people give them ({@code systemd.time(7)}); the host's time zone is UTC. */
final class Timestamps {
    private static final Pattern DATE = Pattern.compile(
            "(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]* )?(?:(\\d{4})-(\\d{1,2})-(\\d{1,2}))?[ T]?(?:(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?)?(?: utc)?");
    private static final Pattern SPAN = Pattern.compile("\\s*(\\d+(?:\\.\\d+)?)\\s*([a-zA-Zµ]*)");
    private static final List<String> UNITS = List.of(
            "us|usec|µs",
            "ms|msec",
            "|s|sec|second|seconds",
            "m|min|minute|minutes",
            "h|hr|hour|hours",
            "d|day|days",
            "w|week|weeks",
            "M|month|months",
            "y|year|years");
    private static final double[] SECONDS = {1e-6, 1e-3, 1, 60, 3600, 86_400, 604_800, 2_629_800, 31_557_600};

    private Timestamps() {}

    /** The time that a text names; empty if it names none. */
    static Optional<Instant> parse(String text, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        switch (text) {
            case "now":
                return Optional.of(now);
            case "today":
                return Optional.of(today.atStartOfDay().toInstant(ZoneOffset.UTC));
            case "yesterday":
                return Optional.of(today.minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
            case "tomorrow":
                return Optional.of(today.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
            default:
                break;
        }
        if (text.startsWith("@")) {
            return span(text.substring(1)).map(Instant.EPOCH::plus);
        }
        if (text.startsWith("+") || text.startsWith("-")) {
            Optional<Duration> span = span(text.substring(1));
            return text.startsWith("+") ? span.map(now::plus) : span.map(now::minus);
        }
        if (text.endsWith(" ago")) {
            return span(text.substring(0, text.length() - 4)).map(now::minus);
        }
        if (text.endsWith(" left")) {
            return span(text.substring(0, text.length() - 5)).map(now::plus);
        }
        return date(text, today);
    }

    private static Optional<Instant> date(String text, LocalDate today) {
        Matcher parts = DATE.matcher(text.toLowerCase(Locale.ROOT));
        if (text.isBlank() || !parts.matches() || parts.group(1) == null && parts.group(4) == null) {
            return Optional.empty();
        }
        try {
            LocalDate date =
                    parts.group(1) == null ? today : LocalDate.of(number(parts, 1), number(parts, 2), number(parts, 3));
            LocalTime time = parts.group(4) == null
                    ? LocalTime.MIDNIGHT
                    : LocalTime.of(number(parts, 4), number(parts, 5), parts.group(6) == null ? 0 : number(parts, 6));
            return Optional.of(LocalDateTime.of(date, time).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException outOfRange) {
            return Optional.empty();
        }
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    /** A length of time: {@code 2h 30min}. */
    static Optional<Duration> span(String text) {
        Matcher parts = SPAN.matcher(text);
        double seconds = 0;
        int end = 0;
        while (end < text.length() && parts.find(end) && parts.start() == end) {
            String unit = parts.group(2);
            int known = -1;
            for (int i = 0; i < UNITS.size(); i++) {
                known = List.of(UNITS.get(i).split("\\|", -1)).contains(unit) ? i : known;
            }
            if (known < 0) {
                return Optional.empty();
            }
            seconds += Double.parseDouble(parts.group(1)) * SECONDS[known];
            end = parts.end();
        }
        boolean whole = end > 0 && text.substring(end).isBlank() && seconds < 1e11;
        return whole ? Optional.of(Duration.ofNanos(0).plusMillis((long) (seconds * 1000))) : Optional.empty();
    }

    /** How long ago or ahead: {@code 5min 3s ago}. */
    static String ago(Instant then, Instant now) {
        long seconds = Math.abs(Duration.between(then, now).toSeconds());
        String length;
        if (seconds >= 86_400) {
            long days = seconds / 86_400;
            length = days + (days == 1 ? " day" : " days");
            length = days > 1 ? length : length + " " + seconds % 86_400 / 3600 + "h";
        } else if (seconds >= 3600) {
            length = seconds / 3600 + "h " + seconds % 3600 / 60 + "min";
        } else if (seconds >= 300) {
            length = seconds / 60 + "min";
        } else if (seconds >= 60) {
            length = seconds / 60 + "min " + seconds % 60 + "s";
        } else {
            long millis = Math.abs(Duration.between(then, now).toMillis());
            length = seconds > 0 ? seconds + "s" : millis + "ms";
        }
        return length + (then.isAfter(now) ? " left" : " ago");
    }
}
