package postroom.labs.debian.coreutils;

import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Quoting;

/** Numbers of fields and ranges of them: {@code 1,3-5,7-}. */
record FieldRanges(List<long[]> ranges) {
    static FieldRanges of(String text) {
        List<long[]> ranges = new ArrayList<>();
        for (String each : text.split("[, ]")) {
            if (!each.matches("[0-9]{1,9}(-[0-9]{0,9})?|-[0-9]{1,9}?|-")) {
                throw Failure.usage("invalid field value " + Quoting.locale(each));
            }
            int dash = each.indexOf('-');
            String low = dash < 0 ? each : each.substring(0, dash);
            String high = dash < 0 ? each : each.substring(dash + 1);
            long first = low.isEmpty() ? 1 : Long.parseLong(low);
            long last = high.isEmpty() ? Long.MAX_VALUE : Long.parseLong(high);
            if (first == 0) {
                throw Failure.usage("fields are numbered from 1");
            }
            if (last < first) {
                throw Failure.usage("invalid decreasing range");
            }
            ranges.add(new long[] {first, last});
        }
        return new FieldRanges(ranges);
    }

    boolean has(long field) {
        return ranges.stream().anyMatch(it -> it[0] <= field && field <= it[1]);
    }
}
