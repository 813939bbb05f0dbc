package postroom.labs.debian.procps;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.host.Memory;
import postroom.labs.host.Process;

/** {@code vmstat(8)}: processes, memory and processor time at a glance. The lab's host has no disks and no swap. */
final class Vmstat extends ProcpsProgram {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    Vmstat() {
        super(
                new Getopt(
                        "afmnsdDp:S:wtyhV",
                        "active",
                        "a",
                        "forks",
                        "f",
                        "slabs",
                        "m",
                        "one-header",
                        "n",
                        "stats",
                        "s",
                        "disk",
                        "d",
                        "disk-sum",
                        "D",
                        "partition=",
                        "p",
                        "unit=",
                        "S",
                        "wide",
                        "w",
                        "timestamp",
                        "t",
                        "no-first",
                        "y",
                        "help",
                        "h",
                        "version",
                        "V"),
                "h");
    }

    @Override
    protected int work(Process process, Getopt.Parsed parsed) throws IOException {
        if (parsed.has("S") && !parsed.value("S", "").matches("[bBkKmM]")) {
            return fail(process, "-S requires k, K, m or M (default is KiB)");
        }
        long delay = 0;
        long count = 1;
        for (int i = 0; i < parsed.operands().size(); i++) {
            String given = parsed.operands().get(i);
            if (i > 1) {
                return misused(process);
            }
            if (!given.matches("[0-9]{1,9}")) {
                return fail(process, "failed to parse argument: '" + given + "'");
            }
            delay = i == 0 ? Long.parseLong(given) : delay;
            count = i == 0 ? Long.MAX_VALUE : Long.parseLong(given);
            if (i == 0 && delay == 0) {
                return fail(process, "delay must be positive integer");
            }
        }
        if (parsed.has("m")) {
            return fail(process, "Unable to create slabinfo structure");
        }
        if (parsed.has("s")) {
            statistics(process);
            return 0;
        }
        if (parsed.has("f")) {
            process.out().printf("%13d forks\n", process.pid());
            return 0;
        }
        for (long i = 0; i < count; i++) {
            if (i == 0) {
                header(process, parsed);
            }
            line(process, parsed);
            process.out().flush();
            if (i + 1 < count) {
                process.sleep(Duration.ofSeconds(delay));
            }
        }
        return 0;
    }

    private static void header(Process process, Getopt.Parsed parsed) throws IOException {
        boolean active = parsed.has("a");
        if (parsed.has("w")) {
            process.out()
                    .println("--procs-- -----------------------memory---------------------- ---swap-- -----io---- "
                            + "-system-- ----------cpu----------" + (parsed.has("t") ? " -----timestamp-----" : ""));
            process.out()
                    .println("   r    b         swpd         free"
                            + (active ? "        inact       active" : "         buff        cache")
                            + "   si   so    bi    bo   in   cs  us  sy  id  wa  st  gu"
                            + (parsed.has("t") ? "                 UTC" : ""));
            return;
        }
        process.out()
                .println("procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----"
                        + (parsed.has("t") ? " -----timestamp-----" : ""));
        process.out()
                .println(" r  b   swpd   free" + (active ? "  inact active" : "   buff  cache")
                        + "   si   so    bi    bo   in   cs us sy id wa st"
                        + (parsed.has("t") ? "                 UTC" : ""));
    }

    private static void line(Process process, Getopt.Parsed parsed) throws IOException {
        Memory memory = Memory.of(process.host());
        long free = unit(parsed, memory.free());
        long buffers = unit(parsed, parsed.has("a") ? memory.cached() : memory.buffers());
        long cache = unit(parsed, parsed.has("a") ? memory.used() : memory.cache());
        String wide = "%4d %4d %12d %12d %12d %12d %4d %4d %5d %5d %4d %4d %3d %3d %3d %3d %3d %3d";
        String usual = "%2d %2d %6d %6d %6d %6d %4d %4d %5d %5d %4d %4d %2d %2d %2d %2d %2d";
        process.out()
                .printf(
                        parsed.has("w") ? wide : usual,
                        1,
                        0,
                        0,
                        free,
                        buffers,
                        cache,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        100,
                        0,
                        0,
                        0);
        process.out()
                .println(
                        parsed.has("t")
                                ? " "
                                        + STAMP.format(
                                                process.host().clock().instant().atZone(ZoneOffset.UTC))
                                : "");
    }

    private static long unit(Getopt.Parsed parsed, long kib) {
        return switch (parsed.value("S", "K")) {
            case "b", "B" -> kib * 1024;
            case "k" -> kib * 1024 / 1000;
            case "m" -> kib * 1024 / 1_000_000;
            case "M" -> kib / 1024;
            default -> kib;
        };
    }

    private static void statistics(Process process) throws IOException {
        Memory memory = Memory.of(process.host());
        long now = process.host().clock().millis();
        long busy = process.host().processes().all().stream()
                        .mapToLong(Process::cpuNanos)
                        .sum()
                / 10_000_000;
        long idle = Uptime.seconds(process.host()) * 100 - busy;
        Object[][] lines = {
            {memory.total(), "K total memory"}, {memory.used(), "K used memory"},
            {memory.used(), "K active memory"}, {memory.cached(), "K inactive memory"},
            {memory.free(), "K free memory"}, {memory.buffers(), "K buffer memory"},
            {memory.cache(), "K swap cache"}, {0L, "K total swap"},
            {0L, "K used swap"}, {0L, "K free swap"},
            {busy, "non-nice user cpu ticks"}, {0L, "nice user cpu ticks"},
            {0L, "system cpu ticks"}, {Math.max(0, idle), "idle cpu ticks"},
            {0L, "IO-wait cpu ticks"}, {0L, "IRQ cpu ticks"},
            {0L, "softirq cpu ticks"}, {0L, "stolen cpu ticks"},
            {0L, "non-nice guest cpu ticks"}, {0L, "nice guest cpu ticks"},
            {0L, "K paged in"}, {0L, "K paged out"},
            {0L, "pages swapped in"}, {0L, "pages swapped out"},
            {0L, "interrupts"}, {0L, "CPU context switches"},
            {now / 1000 - Uptime.seconds(process.host()), "boot time"}, {(long) process.pid(), "forks"}
        };
        for (Object[] each : lines) {
            process.out().printf("%13d %s\n", each);
        }
    }
}
