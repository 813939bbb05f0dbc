package postroom.labs.debian.procps;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.host.Memory;
import postroom.labs.host.Process;

/** {@code free(1)}: how much memory is used. */
final class Free extends ProcpsProgram {
    private static final String UNITS = "BKMGTP";

    Free() {
        super(
                new Getopt(
                        "bkmghltvc:ws:V",
                        "bytes",
                        "b",
                        "kilo",
                        "1000^1",
                        "mega",
                        "1000^2",
                        "giga",
                        "1000^3",
                        "tera",
                        "1000^4",
                        "peta",
                        "1000^5",
                        "kibi",
                        "k",
                        "mebi",
                        "m",
                        "gibi",
                        "g",
                        "tebi",
                        "1024^4",
                        "pebi",
                        "1024^5",
                        "human",
                        "h",
                        "si",
                        "si",
                        "lohi",
                        "l",
                        "total",
                        "t",
                        "committed",
                        "v",
                        "seconds=",
                        "s",
                        "count=",
                        "c",
                        "wide",
                        "w",
                        "help",
                        "help",
                        "version",
                        "V"),
                "help");
    }

    @Override
    protected int work(Process process, Getopt.Parsed parsed) throws IOException {
        long units = Stream.of("b", "k", "m", "g", "1000^1", "1000^2", "1000^3", "1000^4", "1000^5", "1024^4", "1024^5")
                .filter(parsed::has)
                .count();
        if (units > 1) {
            return fail(process, "Multiple unit options don't make sense.");
        }
        String count = parsed.value("c", parsed.has("s") ? "0" : "1");
        if (parsed.has("s") && !parsed.value("s", "").replace(',', '.').matches("[0-9]{1,6}(\\.[0-9]*)?|\\.[0-9]+")) {
            return fail(process, "seconds argument failed: '" + parsed.value("s", "") + "': Invalid argument");
        }
        if (parsed.has("c") && !count.matches("[0-9]{1,9}")) {
            return fail(process, "failed to parse count argument: '" + count + "'");
        }
        if (parsed.has("c") && Integer.parseInt(count) < 1) {
            return fail(process, "failed to parse count argument: '" + count + "': Numerical result out of range");
        }
        if (parsed.has("s") && Double.parseDouble(parsed.value("s", "").replace(',', '.')) < 1e-6) {
            return fail(process, "seconds argument `" + parsed.value("s", "") + "' is not positive number");
        }
        if (!parsed.operands().isEmpty()) {
            return misused(process);
        }
        double seconds = Double.parseDouble(parsed.value("s", "1").replace(',', '.'));
        int times = Integer.parseInt(count);
        for (int i = 1; ; i++) {
            print(process, parsed, Memory.of(process.host()));
            if (i == times) {
                return 0;
            }
            process.out().println();
            process.out().flush();
            process.sleep(Duration.ofMillis(Math.max(10, (long) (seconds * 1000))));
        }
    }

    private static void print(Process process, Getopt.Parsed parsed, Memory memory) throws IOException {
        boolean wide = parsed.has("w");
        process.out()
                .println(
                        wide
                                ? "               total        used        free      shared     buffers       cache   available"
                                : "               total        used        free      shared  buff/cache   available");
        StringBuilder line = new StringBuilder("Mem:    ");
        long[] columns = wide
                ? new long[] {
                    memory.total(),
                    memory.used(),
                    memory.free(),
                    memory.shared(),
                    memory.buffers(),
                    memory.cache(),
                    memory.available()
                }
                : new long[] {
                    memory.total(),
                    memory.used(),
                    memory.free(),
                    memory.shared(),
                    memory.buffers() + memory.cache(),
                    memory.available()
                };
        for (long each : columns) {
            line.append(column(parsed, each));
        }
        process.out().println(line.toString());
        if (parsed.has("l")) {
            line("Low:    ", process, parsed, memory.total(), memory.total() - memory.free(), memory.free());
            line("High:   ", process, parsed, 0, 0, 0);
        }
        line("Swap:   ", process, parsed, 0, 0, 0);
        if (parsed.has("t")) {
            line("Total:  ", process, parsed, memory.total(), memory.used(), memory.free());
        }
        if (parsed.has("v")) {
            long limit = memory.total() / 2;
            line("Comm:   ", process, parsed, limit, memory.used(), limit - memory.used());
        }
    }

    private static void line(String title, Process process, Getopt.Parsed parsed, long... columns) throws IOException {
        StringBuilder line = new StringBuilder(title);
        for (long each : columns) {
            line.append(column(parsed, each));
        }
        process.out().println(line.toString());
    }

    private static String column(Getopt.Parsed parsed, long kib) {
        String text = parsed.has("h") ? human(kib * 1024, parsed.has("si")) : Long.toString(plain(parsed, kib));
        return String.format(Locale.ROOT, "%12s", text);
    }

    private static long plain(Getopt.Parsed parsed, long kib) {
        int power = 1;
        boolean decimal = parsed.has("si");
        for (Getopt.Option each : parsed.options()) {
            if ("bkmg".contains(each.key())) {
                power = "bkmg".indexOf(each.key());
            } else if (each.key().matches("10(00|24)\\^.")) {
                power = each.key().charAt(5) - '0';
                decimal = each.key().startsWith("1000");
            }
        }
        return (long) (kib * 1024 / Math.pow(decimal ? 1000 : 1024, power));
    }

    /** At most four digits: {@code 1.0Gi}, {@code 87Mi}. */
    private static String human(long bytes, boolean decimal) {
        String suffix = decimal ? "" : "i";
        int base = decimal ? 1000 : 1024;
        double value = bytes;
        for (int power = 0; power < UNITS.length(); power++) {
            String unit = power == 0 ? "B" : UNITS.charAt(power) + suffix;
            String tenths = String.format(Locale.ROOT, "%.1f%s", value, unit);
            if (power > 0 && tenths.length() <= 4 + suffix.length()) {
                return tenths;
            }
            String whole = (long) value + unit;
            if (whole.length() <= 4 + (power == 0 ? 0 : suffix.length()) && value < base) {
                return whole;
            }
            value /= base;
        }
        return (long) value + "P" + suffix;
    }
}
