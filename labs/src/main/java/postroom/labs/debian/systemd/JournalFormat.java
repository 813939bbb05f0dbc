package postroom.labs.debian.systemd;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import postroom.labs.host.Host;
import postroom.labs.host.JournalEntry;

/** The ways in which journalctl shows an entry ({@code -o}). */
final class JournalFormat {
    /** Their names, in the order of {@code -o help}. */
    static final List<String> NAMES = List.of(
            "short",
            "short-full",
            "short-iso",
            "short-iso-precise",
            "short-precise",
            "short-monotonic",
            "short-delta",
            "short-unix",
            "verbose",
            "export",
            "json",
            "json-pretty",
            "json-sse",
            "json-seq",
            "cat",
            "with-unit");

    private static final Map<String, DateTimeFormatter> STAMPS = Map.of(
            "short", stamp("MMM dd HH:mm:ss"),
            "short-precise", stamp("MMM dd HH:mm:ss.SSSSSS"),
            "short-full", stamp("EEE yyyy-MM-dd HH:mm:ss 'UTC'"),
            "with-unit", stamp("EEE yyyy-MM-dd HH:mm:ss 'UTC'"),
            "short-iso", stamp("yyyy-MM-dd'T'HH:mm:ssxxxx"),
            "short-iso-precise", stamp("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxxx"),
            "verbose", stamp("EEE yyyy-MM-dd HH:mm:ss.SSSSSS 'UTC'"));
    private static final String PLAIN = "\u001b[0m";
    private static final String BOLD = "\u001b[0;1;39m";

    private final Host host;
    private final String name;
    private final boolean colours;
    private final boolean showsHost;
    private final Set<String> fields;
    private final Instant boot;
    private Instant last;

    /**
     * A format.
     *
     * @param boot when the host came up
     * @param fields of the long formats; empty for all
     */
    JournalFormat(Host host, String name, boolean colours, boolean showsHost, Set<String> fields, Instant boot) {
        this.host = host;
        this.name = name;
        this.colours = colours;
        this.showsHost = showsHost;
        this.fields = fields;
        this.boot = boot;
    }

    private static DateTimeFormatter stamp(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    }

    /** The format that {@code systemctl status} uses. */
    static JournalFormat brief(Host host, boolean colours) {
        return new JournalFormat(host, "short", colours, true, Set.of(), Instant.EPOCH);
    }

    /** A time as systemd writes it. */
    static String full(Instant time) {
        return STAMPS.get("short-full").format(time.atZone(ZoneOffset.UTC));
    }

    String show(JournalEntry entry, long number) {
        return switch (name) {
            case "cat" -> coloured(entry.priority(), entry.message()) + "\n";
            case "verbose" -> verbose(entry, number);
            case "export" -> export(entry, number);
            case "json" -> json(entry, number, "{", ",", "\":\"", "}\n");
            case "json-pretty" -> json(entry, number, "{\n\t", ",\n\t", "\" : \"", "\n}\n");
            case "json-sse" -> "data: " + json(entry, number, "{", ",", "\":\"", "}\n") + "\n";
            case "json-seq" -> "\u001e" + json(entry, number, "{", ",", "\":\"", "}\n");
            default -> brief(entry);
        };
    }

    // ---- the short ones ------------------------------------------------------------------------------

    private String brief(JournalEntry entry) {
        String who = name.equals("with-unit") && !entry.unit().isEmpty() && !entry.isManagers()
                ? entry.unit()
                : entry.identifier();
        String head = time(entry) + (showsHost ? " " + host.name() : "") + " " + who
                + (entry.pid() > 0 ? "[" + entry.pid() + "]" : "") + ": ";
        String[] lines = entry.message().split("\n", -1);
        StringBuilder out = new StringBuilder();
        String indent = " ".repeat(head.length());
        for (int i = 0; i < lines.length; i++) {
            out.append(i == 0 ? head : indent)
                    .append(coloured(entry.priority(), lines[i]))
                    .append('\n');
        }
        return out.toString();
    }

    private String coloured(int priority, String text) {
        String colour = priority <= 3
                ? "\u001b[0;1;31m"
                : priority == 4
                        ? "\u001b[0;1;38;5;185m"
                        : priority == 5 ? BOLD : priority == 7 ? "\u001b[0;38;5;245m" : "";
        return !colours || colour.isEmpty() ? text : colour + BOLD + colour + text + PLAIN;
    }

    private long monotonic(JournalEntry entry) {
        return Math.max(0, java.time.Duration.between(boot, entry.time()).toNanos() / 1000);
    }

    private String time(JournalEntry entry) {
        ZonedDateTime zoned = entry.time().atZone(ZoneOffset.UTC);
        DateTimeFormatter stamp = STAMPS.get(name);
        if (stamp != null) {
            return stamp.format(zoned);
        }
        long micros = monotonic(entry);
        String text = switch (name) {
            case "short-unix" -> seconds(entry.micros(), 1);
            case "short-monotonic" -> "[" + seconds(micros, 12) + "]";
            default -> {
                String delta = last == null
                        ? "                "
                        : " <"
                                + seconds(
                                        java.time.Duration.between(last, entry.time())
                                                        .toNanos()
                                                / 1000,
                                        12) + " >";
                yield "[" + seconds(micros, 12) + delta + "]";
            }
        };
        last = entry.time();
        return text;
    }

    private static String seconds(long micros, int width) {
        return String.format("%" + width + "s", micros / 1_000_000 + "." + String.format("%06d", micros % 1_000_000));
    }

    // ---- the long ones -------------------------------------------------------------------------------

    /** Where an entry is, to come back to it. */
    String cursor(JournalEntry entry, long number) {
        String sequence = host.journal().machineId();
        return "s=" + sequence + ";i=" + Long.toHexString(number) + ";b="
                + host.journal().bootId() + ";m=" + Long.toHexString(monotonic(entry)) + ";t="
                + Long.toHexString(entry.micros()) + ";x="
                + Long.toHexString(entry.message().hashCode() * 0x9E3779B97F4A7C15L);
    }

    /** The fields of an entry, as {@code systemd.journal-fields(7)} names them. */
    Map<String, String> fields(JournalEntry entry) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("_BOOT_ID", host.journal().bootId());
        all.put("_MACHINE_ID", host.journal().machineId());
        all.put("_HOSTNAME", host.name());
        all.put("_TRANSPORT", entry.isManagers() ? "journal" : "syslog");
        all.put("PRIORITY", Integer.toString(entry.priority()));
        all.put("SYSLOG_FACILITY", Integer.toString(entry.facility()));
        all.put("SYSLOG_IDENTIFIER", entry.identifier());
        if (entry.pid() > 0) {
            all.put("SYSLOG_PID", Integer.toString(entry.pid()));
            all.put("_PID", Integer.toString(entry.pid()));
        }
        if (entry.uid() >= 0) {
            all.put("_UID", Integer.toString(entry.uid()));
        }
        if (!entry.unit().isEmpty()) {
            all.put(entry.isManagers() ? "UNIT" : "_SYSTEMD_UNIT", entry.unit());
        }
        all.put("MESSAGE", entry.message());
        return all;
    }

    private Map<String, String> shown(JournalEntry entry) {
        Map<String, String> all = fields(entry);
        if (!fields.isEmpty()) {
            all.keySet().removeIf(it -> !fields.contains(it));
        }
        return all;
    }

    private String verbose(JournalEntry entry, long number) {
        StringBuilder out = new StringBuilder(STAMPS.get("verbose")
                        .format(entry.time().atZone(ZoneOffset.UTC)) + " [" + cursor(entry, number) + "]\n");
        shown(entry).forEach((field, value) -> {
            boolean bright = colours && field.equals("MESSAGE");
            out.append("    ")
                    .append(bright ? BOLD : "")
                    .append(field)
                    .append('=')
                    .append(value.replace("\n", "\n" + " ".repeat(5 + field.length())))
                    .append('\n')
                    .append(bright ? PLAIN : "");
        });
        return out.toString();
    }

    private Map<String, String> addressed(JournalEntry entry, long number) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("__CURSOR", cursor(entry, number));
        all.put("__REALTIME_TIMESTAMP", Long.toString(entry.micros()));
        all.put("__MONOTONIC_TIMESTAMP", Long.toString(monotonic(entry)));
        all.put("_BOOT_ID", host.journal().bootId());
        all.putAll(shown(entry));
        return all;
    }

    private String export(JournalEntry entry, long number) {
        StringBuilder out = new StringBuilder();
        addressed(entry, number)
                .forEach((field, value) ->
                        out.append(field).append('=').append(value).append('\n'));
        return out.append('\n').toString();
    }

    private String json(JournalEntry entry, long number, String open, String between, String colon, String close) {
        StringBuilder out = new StringBuilder(open);
        Map<String, String> all = addressed(entry, number);
        int[] count = {0};
        all.forEach((field, value) -> {
            out.append(count[0]++ > 0 ? between : "").append('"').append(field).append(colon);
            for (char c : value.toCharArray()) {
                switch (c) {
                    case '"', '\\' -> out.append('\\').append(c);
                    case '\n' -> out.append("\\n");
                    case '\t' -> out.append("\\t");
                    default -> out.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
                }
            }
            out.append('"');
        });
        return out.append(close).toString();
    }
}
