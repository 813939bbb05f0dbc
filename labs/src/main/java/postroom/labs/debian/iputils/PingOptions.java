package postroom.labs.debian.iputils;

import java.io.IOException;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.host.Process;

/**
 * The options of ping that matter to what it prints.
 *
 * @param count how many requests; 0 for no end
 * @param interval seconds between two
 * @param deadline seconds after which it ends; 0 for never
 * @param size bytes of data
 */
record PingOptions(
        long count,
        double interval,
        long deadline,
        int size,
        boolean quiet,
        boolean numeric,
        boolean stamps,
        boolean adaptive,
        boolean flood,
        boolean bell) {
    static PingOptions of(Getopt.Parsed parsed, Process process) throws UsageException, IOException {
        String mode = parsed.value("M", "do");
        if (!java.util.List.of("do", "dont", "want").contains(mode)) {
            throw new UsageException("invalid -M argument: " + mode);
        }
        long count = number(parsed.value("c", null), 1, Long.MAX_VALUE, 0);
        long deadline = number(parsed.value("w", null), 0, Integer.MAX_VALUE, 0);
        int size = (int) number(parsed.value("s", null), 0, Integer.MAX_VALUE, 56);
        number(parsed.value("t", null), 0, 255, 64);
        real(parsed.value("W", null), process, 10);
        double interval = parsed.has("A") ? 0.002 : real(parsed.value("i", null), process, 1);
        return new PingOptions(
                count,
                parsed.has("f") ? 0 : interval,
                deadline,
                size,
                parsed.has("q"),
                parsed.has("n"),
                parsed.has("D"),
                parsed.has("A"),
                parsed.has("f"),
                parsed.has("a"));
    }

    private static long number(String text, long low, long high, long otherwise) throws UsageException {
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("-?[0-9]{1,18}")) {
            throw new UsageException("invalid argument: '" + text + "'");
        }
        long value = Long.parseLong(text);
        if (value < low || value > high) {
            throw new UsageException(
                    "invalid argument: '" + text + "': out of range: " + low + " <= value <= " + high);
        }
        return value;
    }

    private static double real(String text, Process process, double otherwise) throws IOException {
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{0,9}(\\.[0-9]{0,9})?") || text.matches("\\.?")) {
            process.err().println("ping: option argument contains garbage: " + text);
            process.err().println("ping: this will become fatal error in the future");
            return 0;
        }
        return Double.parseDouble(text.startsWith(".") ? "0" + text : text);
    }
}
