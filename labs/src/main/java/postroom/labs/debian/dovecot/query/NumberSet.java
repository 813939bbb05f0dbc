package postroom.labs.debian.dovecot.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A set of numbers as IMAP writes it: {@code 1,3:5,7:*}; {@code *} is the highest there is. */
record NumberSet(List<long[]> ranges) {
    private static final long HIGHEST = -1;

    /** Reads it; nothing if it is none. */
    static Optional<NumberSet> parse(String text) {
        List<long[]> ranges = new ArrayList<>();
        if (text.isEmpty() || text.startsWith(",")) {
            return Optional.empty();
        }
        for (String part : text.split(",")) {
            if (!part.matches("([1-9][0-9]{0,9}|\\*)(:([1-9][0-9]{0,9}|\\*))?")) {
                return Optional.empty();
            }
            String[] ends = part.split(":");
            ranges.add(new long[] {number(ends[0]), number(ends[ends.length - 1])});
        }
        return Optional.of(new NumberSet(ranges));
    }

    private static long number(String text) {
        return text.equals("*") ? HIGHEST : Long.parseLong(text);
    }

    boolean has(long number, long highest) {
        for (long[] each : ranges) {
            long from = each[0] == HIGHEST ? highest : each[0];
            long to = each[1] == HIGHEST ? highest : each[1];
            if (number >= Math.min(from, to) && number <= Math.max(from, to)) {
                return true;
            }
        }
        return false;
    }
}
