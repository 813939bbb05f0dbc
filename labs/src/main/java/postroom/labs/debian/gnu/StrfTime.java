package postroom.labs.debian.gnu;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** {@code strftime(3)} with GNU's flags ({@code %-d}, {@code %_H}, {@code %:z}, {@code %3N}), in the C locale. */
public final class StrfTime {
    private StrfTime() {}

    /** An instant in a format, in UTC. */
    public static String format(String format, Instant instant) {
        return format(format, instant, TimeZone.UTC);
    }

    /** An instant in a format and a time zone. */
    public static String format(String format, Instant instant, TimeZone zone) {
        ZonedDateTime time = instant.atZone(zone.rules());
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < format.length()) {
            char c = format.charAt(i++);
            if (c != '%' || i == format.length()) {
                out.append(c);
                continue;
            }
            int start = i - 1;
            char pad = 0;
            boolean upper = false;
            boolean swap = false;
            while (i < format.length() && "-_0^#+".indexOf(format.charAt(i)) >= 0) {
                char flag = format.charAt(i++);
                upper |= flag == '^';
                swap |= flag == '#';
                pad = flag == '^' || flag == '#' ? pad : flag == '+' ? '0' : flag;
            }
            int width = 0;
            while (i < format.length() && Character.isDigit(format.charAt(i)) && width < 100) {
                width = width * 10 + format.charAt(i++) - '0';
            }
            int colons = 0;
            while (i < format.length() && format.charAt(i) == ':') {
                colons++;
                i++;
            }
            boolean modified = i + 1 < format.length() && "EO".indexOf(format.charAt(i)) >= 0;
            char letter = i < format.length() ? format.charAt(modified ? i + 1 : i) : 0;
            i = Math.min(format.length(), i + (modified ? 2 : 1));
            String piece =
                    letter == 0 || colons > 0 && letter != 'z' ? null : piece(letter, time, pad, width, colons, zone);
            String text = piece == null ? format.substring(start, i) : piece;
            boolean lower = swap && "Zp".indexOf(letter) >= 0;
            String cased = lower
                    ? text.toLowerCase(Locale.ROOT)
                    : upper || swap && "aAbBh".indexOf(letter) >= 0 ? text.toUpperCase(Locale.ROOT) : text;
            boolean word = "aAbBhpPZcDFTRrxX".indexOf(letter) >= 0;
            out.append(word ? padded(cased, pad, width) : cased);
        }
        return out.toString();
    }

    private static String piece(char c, ZonedDateTime t, char pad, int width, int colons, TimeZone zone) {
        switch (c) {
            case 'Y':
                return number(t.getYear(), 4, pad, '0', width);
            case 'C':
                return number(t.getYear() / 100, 2, pad, '0', width);
            case 'y':
                return number(t.getYear() % 100, 2, pad, '0', width);
            case 'm':
                return number(t.getMonthValue(), 2, pad, '0', width);
            case 'd':
                return number(t.getDayOfMonth(), 2, pad, '0', width);
            case 'e':
                return number(t.getDayOfMonth(), 2, pad, ' ', width);
            case 'H':
                return number(t.getHour(), 2, pad, '0', width);
            case 'k':
                return number(t.getHour(), 2, pad, ' ', width);
            case 'I':
                return number((t.getHour() + 11) % 12 + 1, 2, pad, '0', width);
            case 'l':
                return number((t.getHour() + 11) % 12 + 1, 2, pad, ' ', width);
            case 'M':
                return number(t.getMinute(), 2, pad, '0', width);
            case 'S':
                return number(t.getSecond(), 2, pad, '0', width);
            case 'j':
                return number(t.getDayOfYear(), 3, pad, '0', width);
            case 'q':
                return number((t.getMonthValue() + 2) / 3, 1, pad, '0', width);
            case 'u':
                return number(t.getDayOfWeek().getValue(), 1, pad, '0', width);
            case 'w':
                return number(t.getDayOfWeek().getValue() % 7, 1, pad, '0', width);
            case 'g':
                return number(t.get(IsoFields.WEEK_BASED_YEAR) % 100, 2, pad, '0', width);
            case 'V':
                return number(t.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2, pad, '0', width);
            case 'G':
                return number(t.get(IsoFields.WEEK_BASED_YEAR), 4, pad, '0', width);
            case 'U':
                return number((t.getDayOfYear() + 6 - t.getDayOfWeek().getValue() % 7) / 7, 2, pad, '0', width);
            case 'W':
                return number((t.getDayOfYear() + 6 - (t.getDayOfWeek().getValue() + 6) % 7) / 7, 2, pad, '0', width);
            case 's':
                return padded(Long.toString(t.toEpochSecond()), pad, width);
            case 'N':
                return nanos(t, pad, width);
            case 'p':
                return t.get(ChronoField.AMPM_OF_DAY) == 0 ? "AM" : "PM";
            case 'P':
                return t.get(ChronoField.AMPM_OF_DAY) == 0 ? "am" : "pm";
            case 'a':
                return t.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'A':
                return t.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'b':
            case 'h':
                return t.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'B':
                return t.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'z':
                return offset(t.getOffset().getTotalSeconds(), colons);
            case 'Z':
                return zone.name(t);
            case 'n':
                return "\n";
            case 't':
                return "\t";
            case '%':
                return "%";
            default:
                return composite(c, t.toInstant(), zone);
        }
    }

    private static String composite(char c, Instant instant, TimeZone zone) {
        switch (c) {
            case 'F':
                return format("%Y-%m-%d", instant, zone);
            case 'T':
            case 'X':
                return format("%H:%M:%S", instant, zone);
            case 'D':
            case 'x':
                return format("%m/%d/%y", instant, zone);
            case 'R':
                return format("%H:%M", instant, zone);
            case 'r':
                return format("%I:%M:%S %p", instant, zone);
            case 'c':
                return format("%a %b %e %H:%M:%S %Y", instant, zone);
            default:
                return null;
        }
    }

    private static String offset(int seconds, int colons) {
        int all = Math.abs(seconds);
        String hours = (seconds < 0 ? "-" : "+") + String.format(Locale.ROOT, "%02d", all / 3600);
        String minutes = String.format(Locale.ROOT, "%02d", all / 60 % 60);
        String rest = String.format(Locale.ROOT, "%02d", all % 60);
        return switch (colons) {
            case 0 -> hours + minutes;
            case 1 -> hours + ":" + minutes;
            case 2 -> hours + ":" + minutes + ":" + rest;
            default ->
                all % 3600 == 0 ? hours : all % 60 == 0 ? hours + ":" + minutes : hours + ":" + minutes + ":" + rest;
        };
    }

    private static String padded(String text, char pad, int width) {
        return pad == '-'
                ? text
                : String.valueOf(pad == '0' ? '0' : ' ').repeat(Math.max(0, width - text.length())) + text;
    }

    private static String nanos(ZonedDateTime t, char pad, int width) {
        String all = String.format(Locale.ROOT, "%09d", t.getNano());
        String cut = width == 0 ? all : width <= 9 ? all.substring(0, width) : all;
        if (pad != '_') {
            return cut;
        }
        String bare = cut.replaceFirst("0+$", "");
        return bare + " ".repeat(cut.length() - bare.length());
    }

    private static String number(int value, int digits, char flag, char usual, int width) {
        if (flag == '-') {
            return Integer.toString(value);
        }
        char pad = flag == '_' ? ' ' : flag == '0' ? '0' : usual;
        String text = Integer.toString(value);
        return String.valueOf(pad).repeat(Math.max(0, Math.max(width, digits) - text.length())) + text;
    }
}
