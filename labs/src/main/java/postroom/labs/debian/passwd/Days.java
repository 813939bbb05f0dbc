package postroom.labs.debian.passwd;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalLong;

/** Dates as {@code shadow(5)} keeps them: days since 1970. */
final class Days {
    private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("MMM dd, yyyy", Locale.ROOT);

    private Days() {}

    /** {@code 2030-12-31}, or a number of days; -1 for nothing and -1. Empty if it is neither. */
    static OptionalLong parse(String text) {
        if (text.isEmpty() || text.equals("-1")) {
            return OptionalLong.of(-1);
        }
        if (text.matches("[0-9]{1,8}")) {
            return OptionalLong.of(Long.parseLong(text));
        }
        try {
            return OptionalLong.of(LocalDate.parse(text).toEpochDay());
        } catch (DateTimeException wrong) {
            return OptionalLong.empty();
        }
    }

    static String iso(long day) {
        return LocalDate.ofEpochDay(day).toString();
    }

    static String words(long day) {
        return LONG.format(LocalDate.ofEpochDay(day));
    }

    /** A field of shadow as a number; -1 if it is empty. */
    static long field(String[] fields, int at) {
        return at < fields.length && fields[at].matches("-?[0-9]{1,9}") ? Long.parseLong(fields[at]) : -1;
    }

    /** A number as a field of shadow. */
    static String field(long number) {
        return number < 0 ? "" : Long.toString(number);
    }
}
