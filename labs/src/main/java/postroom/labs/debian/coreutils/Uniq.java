package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.Locale;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.io.ErrnoException;

/** {@code uniq(1)}: neighbouring lines that are equal, once. */
final class Uniq extends GnuProgram {
    Uniq() {
        super(
                "cdDf:is:uw:z",
                "count",
                "c",
                "repeated",
                "d",
                "skip-fields=",
                "f",
                "ignore-case",
                "i",
                "skip-chars=",
                "s",
                "unique",
                "u",
                "check-chars=",
                "w",
                "zero-terminated",
                "z");
    }

    @Override
    protected int run(Call call) throws IOException {
        call.atMost(2);
        String name = call.inputs().get(0);
        try (Input in = Input.open(call.process(), name)) {
            if (call.operands().size() == 2 && !call.operands().get(1).equals("-")) {
                String out = call.operands().get(1);
                call.process()
                        .fd(
                                1,
                                call.process()
                                        .open(
                                                out,
                                                java.util.EnumSet.of(
                                                        postroom.labs.fs.Open.WRITE,
                                                        postroom.labs.fs.Open.CREATE,
                                                        postroom.labs.fs.Open.TRUNCATE),
                                                0666));
            }
            filter(call, in);
        } catch (ErrnoException e) {
            throw Failure.of(1, Quoting.name(name) + ": " + e.getMessage());
        }
        return 0;
    }

    private static void filter(Call call, Input in) throws IOException {
        String previous = null;
        String previousKey = null;
        long count = 0;
        for (String line = in.text(); line != null; line = in.text()) {
            String key = key(call, line);
            if (previous != null && key.equals(previousKey)) {
                count++;
                if (call.has("D")) {
                    call.print((count == 2 ? previous + "\n" : "") + line + "\n");
                }
                continue;
            }
            flush(call, previous, count);
            previous = line;
            previousKey = key;
            count = 1;
        }
        flush(call, previous, count);
    }

    private static void flush(Call call, String line, long count) throws IOException {
        if (line == null || call.has("D") || call.has("d") && count < 2 || call.has("u") && count > 1) {
            return;
        }
        call.print((call.has("c") ? String.format("%7d ", count) : "") + line + "\n");
    }

    private static String key(Call call, String line) {
        int i = 0;
        for (long fields = number(call, "f", 0, "fields to skip"); fields > 0; fields--) {
            while (i < line.length() && " \t".indexOf(line.charAt(i)) >= 0) {
                i++;
            }
            while (i < line.length() && " \t".indexOf(line.charAt(i)) < 0) {
                i++;
            }
        }
        int from = (int) Math.min(line.length(), i + number(call, "s", 0, "bytes to skip"));
        int to = (int) Math.min(line.length(), from + number(call, "w", Integer.MAX_VALUE, "bytes to compare"));
        String key = line.substring(from, to);
        return call.has("i") ? key.toLowerCase(Locale.ROOT) : key;
    }

    private static long number(Call call, String option, long fallback, String what) {
        String given = call.value(option, null);
        if (given == null) {
            return fallback;
        }
        return Sizes.parse(given).orElseThrow(() -> Failure.of(1, given + ": invalid number of " + what));
    }
}
