package postroom.labs.debian.iputils;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.host.Numeric;
import postroom.labs.host.Process;

/**
 * The options of ping that matter to what it prints.
 *
 * @param count how many requests; 0 for no end
 * @param interval seconds between two
 * @param deadline seconds after which it ends; 0 for never
 * @param size bytes of data
 * @param from what the heading says of the source; empty if it says nothing
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
        boolean bell,
        String from) {
    private static final int MOST_AT_ONCE = 3;

    static PingOptions of(Getopt.Parsed parsed, Process process) throws UsageException, Fatal, IOException {
        String mode = parsed.value("M", "do");
        if (!List.of("do", "dont", "want").contains(mode)) {
            throw new Fatal("invalid -M argument: " + mode);
        }
        check(parsed);
        long count = number(parsed.value("c", null), 1, Long.MAX_VALUE, 0);
        long deadline = number(parsed.value("w", null), 0, Integer.MAX_VALUE, 0);
        int size = (int) number(parsed.value("s", null), 0, Integer.MAX_VALUE, 56);
        number(parsed.value("t", null), 0, 255, 64);
        String linger = parsed.value("W", "0");
        if (linger.startsWith("-")) {
            throw new Fatal("bad linger time: " + linger);
        }
        number(parsed.value("S", null), 0, Integer.MAX_VALUE, 0);
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
                parsed.has("a"),
                source(parsed));
    }

    /** A value that ends ping with status 2. */
    static final class Fatal extends Exception {
        private static final long serialVersionUID = 1L;

        Fatal(String message) {
            super(message, null, false, false);
        }
    }

    private static void check(Getopt.Parsed parsed) throws Fatal {
        if (parsed.has("4") && parsed.has("6")) {
            throw new Fatal("only one -4 or -6 option may be specified");
        }
        String preload = parsed.value("l", "1");
        if (preload.matches("[0-9]{1,5}") && Integer.parseInt(preload) > MOST_AT_ONCE) {
            throw new Fatal("cannot set preload to value greater than " + MOST_AT_ONCE + ": " + preload);
        }
        String pattern = parsed.value("p", "0");
        if (!pattern.matches("[0-9a-fA-F]+")) {
            throw new Fatal("patterns must be specified as hex digits: " + pattern);
        }
        String service = parsed.value("Q", "0");
        if (!service.matches("(0[xX])?[0-9a-fA-F]{1,4}")) {
            throw new Fatal("bad TOS value: " + service);
        }
        String stamp = parsed.value("T", "tsonly");
        if (!List.of("tsonly", "tsandaddr", "tsprespec").contains(stamp)) {
            throw new Fatal("invalid timestamp type: " + stamp);
        }
        if (parsed.value("t", "64").equals("0")) {
            throw new Fatal("cannot set unicast time-to-live: Invalid argument");
        }
    }

    /** {@code from 127.0.0.1 lo:}, where a device or an address is asked for. */
    private static String source(Getopt.Parsed parsed) {
        String wanted = parsed.value("I", null);
        boolean number = wanted != null && Numeric.strict(wanted).isPresent();
        if (wanted == null) {
            return parsed.has("B") ? " from 127.0.0.1 :" : "";
        }
        return " from " + (number ? wanted + " :" : "127.0.0.1 " + wanted + ":");
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
            throw new UsageException("invalid argument: '" + text + "': out of range: " + low + " <= value <= " + high);
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
