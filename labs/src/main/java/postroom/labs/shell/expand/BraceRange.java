package postroom.labs.shell.expand;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.shell.state.ShellError;

/** {@code 1..10..2}, {@code 001..100}, {@code a..e}. Source: bash(1), Brace Expansion. */
final class BraceRange {
    private static final Pattern NUMBERS =
            Pattern.compile("([-+]?\\d{1,18})\\.\\.([-+]?\\d{1,18})(?:\\.\\.([-+]?\\d{1,18}))?");
    private static final Pattern LETTERS = Pattern.compile("([a-zA-Z])\\.\\.([a-zA-Z])(?:\\.\\.([-+]?\\d{1,18}))?");
    private static final int MAX_ELEMENTS = 100_000;

    private BraceRange() {}

    /** The elements, or empty if the text is no range. */
    static Optional<List<String>> expand(String text) {
        Matcher numbers = NUMBERS.matcher(text);
        if (numbers.matches()) {
            return Optional.of(numbers(numbers.group(1), numbers.group(2), numbers.group(3)));
        }
        Matcher letters = LETTERS.matcher(text);
        if (letters.matches()) {
            List<String> all = new ArrayList<>();
            long from = letters.group(1).charAt(0);
            long to = letters.group(2).charAt(0);
            for (long c : range(from, to, letters.group(3))) {
                all.add(String.valueOf((char) c));
            }
            return Optional.of(all);
        }
        return Optional.empty();
    }

    private static List<String> numbers(String first, String last, String step) {
        int width = isPadded(first) || isPadded(last) ? Math.max(first.length(), last.length()) : 0;
        List<String> all = new ArrayList<>();
        for (long value : range(Long.parseLong(first), Long.parseLong(last), step)) {
            all.add(width == 0 ? Long.toString(value) : padded(value, width));
        }
        return all;
    }

    private static boolean isPadded(String number) {
        String digits = number.startsWith("-") || number.startsWith("+") ? number.substring(1) : number;
        return digits.length() > 1 && digits.startsWith("0");
    }

    private static String padded(long value, int width) {
        String digits = Long.toString(Math.abs(value));
        int zeros = width - digits.length() - (value < 0 ? 1 : 0);
        return (value < 0 ? "-" : "") + "0".repeat(Math.max(0, zeros)) + digits;
    }

    private static List<Long> range(long from, long to, String stepText) {
        long step = stepText == null ? 1 : Math.abs(Long.parseLong(stepText));
        if (step == 0) {
            step = 1;
        }
        long count = Math.abs(to - from) / step + 1;
        if (count > MAX_ELEMENTS) {
            throw new ShellError("brace expansion: failed to allocate memory for " + count + " elements");
        }
        List<Long> values = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            values.add(from <= to ? from + i * step : from - i * step);
        }
        return values;
    }
}
