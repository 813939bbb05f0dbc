package postroom.labs.debian.postfix.queue;

import java.util.Locale;

/**
 * The first record of a queue file, of a fixed length so that it can be filled in last.
 *
 * @param messageSize bytes of the content's records
 * @param contentOffset where they begin
 * @param recipients how many
 * @param flags for the queue manager
 */
public record SizeRecord(long messageSize, long contentOffset, int recipients, int flags) {
    /** What it holds before anything is known. */
    public static final SizeRecord NONE = new SizeRecord(0, 0, 0, 0);

    /** The record's data, 95 characters. */
    public String data() {
        return String.format(
                Locale.ROOT,
                "%15d %15d %15d %15d %15d %15d",
                messageSize,
                contentOffset,
                recipients,
                flags,
                messageSize,
                0);
    }

    /** Reads what {@link #data} gave; zeros for what is missing. */
    public static SizeRecord parse(String data) {
        String[] fields = data.strip().split(" +");
        long[] numbers = new long[4];
        for (int i = 0; i < Math.min(4, fields.length); i++) {
            numbers[i] = fields[i].matches("-?[0-9]{1,18}") ? Long.parseLong(fields[i]) : 0;
        }
        return new SizeRecord(numbers[0], numbers[1], (int) numbers[2], (int) numbers[3]);
    }
}
