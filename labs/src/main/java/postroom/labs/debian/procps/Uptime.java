package postroom.labs.debian.procps;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.host.Host;
import postroom.labs.host.Process;

/** {@code uptime(1)}: since when the host has been up. Nobody is logged in by utmp, and the load is always low. */
public final class Uptime extends ProcpsProgram {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter SINCE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    Uptime() {
        super(new Getopt("phsV", "pretty", "p", "help", "h", "since", "s", "version", "V"), "h");
    }

    @Override
    protected int work(Process process, Getopt.Parsed parsed) throws IOException {
        if (!parsed.operands().isEmpty()) {
            return misused(process);
        }
        Host host = process.host();
        if (parsed.has("p")) {
            process.out().println(pretty(seconds(host)));
        } else if (parsed.has("s")) {
            process.out()
                    .println(SINCE.format(Instant.ofEpochMilli(started(host)).atZone(ZoneOffset.UTC)));
        } else {
            process.out().println(line(host));
        }
        return 0;
    }

    /** The line that {@code uptime}, {@code w} and {@code top} begin with. */
    public static String line(Host host) {
        long minutes = seconds(host) / 60;
        long days = minutes / 1440;
        long hours = minutes / 60 % 24;
        String up = (days == 0 ? "" : days + (days == 1 ? " day, " : " days, "))
                + (hours == 0 ? minutes % 60 + " min" : String.format(Locale.ROOT, "%2d:%02d", hours, minutes % 60));
        return " " + TIME.format(host.clock().instant().atZone(ZoneOffset.UTC)) + " up " + up
                + ",  0 user,  load average: 0.00, 0.00, 0.00";
    }

    private static String pretty(long seconds) {
        long[] counts = {
            seconds / 315_360_000,
            seconds / 31_536_000 % 10,
            seconds / 604_800 % 52,
            seconds / 86_400 % 7,
            seconds / 3600 % 24,
            seconds / 60 % 60
        };
        String[] units = {"decade", "year", "week", "day", "hour", "minute"};
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < units.length; i++) {
            boolean only = i == units.length - 1 && seconds < 60;
            if (counts[i] > 0 || only) {
                parts.add(counts[i] + " " + units[i] + (counts[i] == 1 ? "" : "s"));
            }
        }
        return "up " + String.join(", ", parts);
    }

    /** For how long the host has been up. */
    static long seconds(Host host) {
        return (host.clock().millis() - started(host)) / 1000;
    }

    private static long started(Host host) {
        return host.processes()
                .find(1)
                .map(Process::started)
                .orElse(host.clock().millis());
    }
}
