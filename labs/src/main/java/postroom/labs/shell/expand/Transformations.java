package postroom.labs.shell.expand;

import java.util.List;
import java.util.Optional;
import postroom.labs.shell.pattern.Marked;
import postroom.labs.shell.pattern.Pattern;
import postroom.labs.shell.state.ShellError;
import postroom.labs.shell.syntax.ParameterOperation;

/** The text work behind <code>${name…}</code>. Counts in characters, not in bytes. */
final class Transformations {
    private Transformations() {}

    static String substring(String value, long offset, Optional<Long> length) {
        int[] points = value.codePoints().toArray();
        long from = offset < 0 ? points.length + offset : offset;
        if (from < 0 || from > points.length) {
            return "";
        }
        long to = end(from, points.length, length);
        return new String(points, (int) from, (int) (to - from));
    }

    private static long end(long from, long total, Optional<Long> length) {
        if (length.isEmpty()) {
            return total;
        }
        long wanted = length.get();
        long to = wanted < 0 ? total + wanted : Math.min(total, from + wanted);
        if (to < from) {
            throw new ShellError(wanted + ": substring expression < 0");
        }
        return to;
    }

    static List<String> slice(List<String> values, long offset, Optional<Long> length) {
        long from = offset < 0 ? values.size() + offset : offset;
        if (from < 0 || from > values.size()) {
            return List.of();
        }
        if (length.isPresent() && length.get() < 0) {
            throw new ShellError(length.get() + ": substring expression < 0");
        }
        return List.copyOf(values.subList((int) from, (int) end(from, values.size(), length)));
    }

    static String trim(String value, Pattern pattern, boolean suffix, boolean longest) {
        int[] points = value.codePoints().toArray();
        int cut = suffix ? pattern.suffix(points, longest) : pattern.prefix(points, longest);
        if (cut <= 0) {
            return value;
        }
        return suffix ? new String(points, 0, points.length - cut) : new String(points, cut, points.length - cut);
    }

    static String replace(
            String value, Pattern pattern, Marked replacement, ParameterOperation.Where where, Runnable step) {
        int[] points = value.codePoints().toArray();
        StringBuilder result = new StringBuilder();
        switch (where) {
            case PREFIX -> {
                int end = pattern.prefix(points, true);
                if (end < 0) {
                    return value;
                }
                put(replacement, points, 0, end, result);
                return result.append(new String(points, end, points.length - end))
                        .toString();
            }
            case SUFFIX -> {
                int length = pattern.suffix(points, true);
                if (length < 0) {
                    return value;
                }
                result.append(new String(points, 0, points.length - length));
                put(replacement, points, points.length - length, points.length, result);
                return result.toString();
            }
            default -> {
                search(points, pattern, replacement, where == ParameterOperation.Where.ALL, step, result);
                return result.toString();
            }
        }
    }

    private static void search(
            int[] points, Pattern pattern, Marked replacement, boolean all, Runnable step, StringBuilder result) {
        int at = 0;
        boolean done = false;
        while (at < points.length) {
            step.run();
            int end = done ? -1 : pattern.longestAt(points, at);
            if (end > at) {
                put(replacement, points, at, end, result);
                at = end;
                done = !all;
            } else {
                result.appendCodePoint(points[at++]);
            }
            if (result.length() > FieldBuilder.MAX_LENGTH) {
                throw new ShellError("xrealloc: cannot allocate " + result.length() + " bytes");
            }
        }
    }

    /** An unquoted {@code &} is what matched: {@code shopt patsub_replacement} is on by default. */
    private static void put(Marked replacement, int[] points, int from, int to, StringBuilder result) {
        for (int i = 0; i < replacement.length(); i++) {
            if (replacement.points()[i] == '&' && !replacement.quoted()[i]) {
                result.append(new String(points, from, to - from));
            } else {
                result.appendCodePoint(replacement.points()[i]);
            }
        }
    }

    static String changeCase(String value, char operator, boolean all, Optional<Pattern> pattern) {
        StringBuilder result = new StringBuilder();
        boolean first = true;
        for (int c : value.codePoints().toArray()) {
            boolean hit = (all || first) && (pattern.isEmpty() || pattern.get().matches(Character.toString(c)));
            result.appendCodePoint(hit ? changed(c, operator) : c);
            first = false;
        }
        return result.toString();
    }

    private static int changed(int c, char operator) {
        return switch (operator) {
            case '^' -> Character.toUpperCase(c);
            case ',' -> Character.toLowerCase(c);
            default -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c);
        };
    }
}
