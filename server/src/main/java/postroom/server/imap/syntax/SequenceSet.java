package postroom.server.imap.syntax;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A set of numbers ({@code 1,3:5,*}; RFC 3501 §9).
 *
 * @param ranges in ascending order within each; {@link #LAST} stands for {@code *}
 */
public record SequenceSet(List<Range> ranges) {
    /** The largest number there is, whatever it may be. */
    public static final long LAST = Long.MAX_VALUE;

    private static final long LARGEST = 0xffffffffL;

    /** From one number to another. */
    public record Range(long from, long to) {}

    /** Reads one; nothing if it is none. */
    public static Optional<SequenceSet> parse(String text) {
        List<Range> ranges = new ArrayList<>();
        if (text == null) {
            return Optional.empty();
        }
        for (String part : text.split(",", -1)) {
            int colon = part.indexOf(':');
            long from = number(colon < 0 ? part : part.substring(0, colon));
            long to = colon < 0 ? from : number(part.substring(colon + 1));
            if (from <= 0 || to <= 0) {
                return Optional.empty();
            }
            ranges.add(new Range(Math.min(from, to), Math.max(from, to)));
        }
        return Optional.of(new SequenceSet(ranges));
    }

    private static long number(String text) {
        if (text.equals("*")) {
            return LAST;
        }
        if (text.isEmpty() || text.length() > 10 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        long value = Long.parseLong(text);
        return value > LARGEST ? -1 : value;
    }

    /**
     * Whether a number is in it.
     *
     * @param last what {@code *} is
     */
    public boolean contains(long number, long last) {
        for (Range each : ranges) {
            long from = each.from == LAST ? last : each.from;
            long to = each.to == LAST ? last : each.to;
            if (number >= Math.min(from, to) && number <= Math.max(from, to)) {
                return true;
            }
        }
        return false;
    }

    /** The largest number in it, apart from {@code *}. */
    public long largest() {
        long largest = 0;
        for (Range each : ranges) {
            largest = Math.max(largest, each.to == LAST ? (each.from == LAST ? 0 : each.from) : each.to);
        }
        return largest;
    }

    /** Writes numbers in their order, with runs drawn together. */
    public static String text(Collection<Long> numbers) {
        StringBuilder out = new StringBuilder();
        long first = -1;
        long last = -1;
        for (long each : numbers) {
            if (first >= 0 && each == last + 1) {
                last = each;
                continue;
            }
            append(out, first, last);
            first = each;
            last = each;
        }
        append(out, first, last);
        return out.toString();
    }

    private static void append(StringBuilder out, long first, long last) {
        if (first >= 0) {
            out.append(out.isEmpty() ? "" : ",").append(first);
            if (last > first) {
                out.append(':').append(last);
            }
        }
    }
}
