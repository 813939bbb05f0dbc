package postroom.labs.debian.postfix.config;

import java.util.OptionalLong;

/** Times as main.cf has them: {@code 10}, {@code 1h30m}, {@code 5d}. */
final class TimeValue {
    private TimeValue() {}

    /** Seconds; empty for what is no time or does not fit an int. */
    static OptionalLong seconds(String text, char defaultUnit) {
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        long total = 0;
        int at = 0;
        while (at < text.length()) {
            long number = 0;
            int start = at;
            while (at < text.length() && Character.isDigit(text.charAt(at)) && text.charAt(at) < 128) {
                number = number * 10 + text.charAt(at++) - '0';
                if (number > Integer.MAX_VALUE) {
                    return OptionalLong.empty();
                }
            }
            if (at == start && start > 0) {
                return OptionalLong.empty();
            }
            char unit = at < text.length() ? text.charAt(at++) : defaultUnit;
            long factor = factor(unit);
            if (factor == 0) {
                return OptionalLong.empty();
            }
            total += number * factor;
            if (total > Integer.MAX_VALUE) {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(total);
    }

    private static long factor(char unit) {
        return switch (unit) {
            case 'w', 'W' -> 604_800;
            case 'd', 'D' -> 86_400;
            case 'h', 'H' -> 3_600;
            case 'm', 'M' -> 60;
            case 's', 'S' -> 1;
            default -> 0;
        };
    }
}
