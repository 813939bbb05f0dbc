package postroom.labs.host;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;

/**
 * {@code rsyslogd(8)}: writes what programs report to the files that {@code /etc/rsyslog.conf} and
 * {@code /etc/rsyslog.d/*.conf} name, in the traditional format. The rules are read when the host starts.
 */
public final class Syslog {
    private static final Logger LOG = LoggerFactory.getLogger(Syslog.class);
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("MMM dd HH:mm:ss", Locale.ROOT);
    private static final Pattern TAG = Pattern.compile("([^\\[]{1,100})\\[([0-9]{1,9})\\]");
    private static final int MAX_LINE = 8192;
    private static final Map<String, Integer> FACILITIES = Map.ofEntries(
            Map.entry("kern", 0),
            Map.entry("user", 1),
            Map.entry("mail", 2),
            Map.entry("daemon", 3),
            Map.entry("auth", 4),
            Map.entry("security", 4),
            Map.entry("syslog", 5),
            Map.entry("lpr", 6),
            Map.entry("news", 7),
            Map.entry("uucp", 8),
            Map.entry("cron", 9),
            Map.entry("authpriv", 10),
            Map.entry("ftp", 11),
            Map.entry("local0", 16),
            Map.entry("local1", 17),
            Map.entry("local2", 18),
            Map.entry("local3", 19),
            Map.entry("local4", 20),
            Map.entry("local5", 21),
            Map.entry("local6", 22),
            Map.entry("local7", 23));

    /** How bad it is ({@code syslog(3)}); the first is the worst. */
    public enum Priority {
        EMERG,
        ALERT,
        CRIT,
        ERR,
        WARNING,
        NOTICE,
        INFO,
        DEBUG
    }

    private record Rule(List<Selector> selectors, String file) {}

    private record Selector(List<String> facilities, Priority from, boolean none) {
        boolean covers(String facility) {
            return facilities.contains("*") || facilities.contains(facility);
        }
    }

    private final Host host;
    private final FileAccess files;
    private List<Rule> rules = List.of();

    Syslog(Host host) {
        this.host = host;
        this.files = new FileAccess(host.disk(), postroom.labs.fs.Credentials.ROOT, "/", 022);
    }

    /** The number of a facility by its name in {@code syslog.h}. */
    public static Optional<Integer> facility(String name) {
        return Optional.ofNullable(FACILITIES.get(name));
    }

    /** Reads the rules again, as a restart of rsyslogd does. */
    public void reload() {
        List<Rule> read = new ArrayList<>();
        try {
            for (DirectoryEntry entry : files.list("/etc/rsyslog.d").stream()
                    .sorted(java.util.Comparator.comparing(DirectoryEntry::name))
                    .toList()) {
                if (entry.name().endsWith(".conf")) {
                    parse("/etc/rsyslog.d/" + entry.name(), read);
                }
            }
        } catch (ErrnoException none) {
            LOG.debug("no /etc/rsyslog.d: {}", none.getMessage());
        }
        rules = List.copyOf(read);
    }

    private void parse(String path, List<Rule> into) throws ErrnoException {
        for (String line : new String(files.readAll(path), StandardCharsets.UTF_8).split("\n")) {
            String[] parts = line.strip().split("\\s+", 2);
            if (parts.length == 2 && parts[0].contains(".") && !parts[0].startsWith("#")) {
                String target = parts[1].strip();
                String file = target.startsWith("-") ? target.substring(1) : target;
                if (file.startsWith("/")) {
                    into.add(new Rule(selectors(parts[0]), file));
                }
            }
        }
    }

    private static List<Selector> selectors(String text) {
        List<Selector> all = new ArrayList<>();
        for (String each : text.split(";")) {
            int dot = each.lastIndexOf('.');
            if (dot > 0) {
                String level = each.substring(dot + 1).toUpperCase(Locale.ROOT);
                boolean none = level.equals("NONE");
                Priority from = level.equals("*") || none ? Priority.DEBUG : priority(level);
                all.add(new Selector(List.of(each.substring(0, dot).split(",")), from, none));
            }
        }
        return all;
    }

    private static Priority priority(String name) {
        for (Priority each : Priority.values()) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        return Priority.DEBUG;
    }

    /**
     * Logs one line.
     *
     * @param facility {@code mail}, {@code auth}, {@code user} ...
     * @param tag the program and perhaps its process id: {@code postfix/smtpd[123]}
     * @param text control characters are escaped as {@code #ooo}; cut at 8 KiB
     */
    public void log(String facility, Priority priority, String tag, String text) {
        String stamp = STAMP.format(host.clock().instant().atZone(ZoneOffset.UTC));
        String day = stamp.charAt(4) == '0' ? stamp.substring(0, 4) + " " + stamp.substring(5) : stamp;
        String body = text.length() > MAX_LINE ? text.substring(0, MAX_LINE) : text;
        byte[] line =
                (day + " " + host.name() + " " + tag + ": " + escaped(body) + "\n").getBytes(StandardCharsets.UTF_8);
        for (Rule rule : rules) {
            if (selected(rule, facility, priority)) {
                append(rule.file, line);
            }
        }
        host.journal().add(entry(facility, priority, tag, body));
    }

    private JournalEntry entry(String facility, Priority priority, String tag, String text) {
        Matcher parts = TAG.matcher(tag);
        boolean numbered = parts.matches();
        String name = numbered ? parts.group(1) : tag;
        Optional<Process> sender = numbered
                ? host.processes().find(Integer.parseInt(parts.group(2)))
                : host.processes().current();
        int pid = numbered
                ? Integer.parseInt(parts.group(2))
                : sender.map(Process::pid).orElse(0);
        int uid = sender.map(it -> it.who().uid()).orElse(-1);
        return new JournalEntry(
                host.clock().instant(),
                priority.ordinal(),
                FACILITIES.getOrDefault(facility, 1),
                name,
                pid,
                uid,
                unitOf(name),
                text);
    }

    /** The service whose programs call themselves so. */
    private static String unitOf(String name) {
        if (name.startsWith("postfix")) {
            return name.equals("postfix") ? "postfix.service" : "postfix@-.service";
        }
        return switch (name) {
            case "cron", "CRON" -> "cron.service";
            case "dovecot", "dnsmasq" -> name + ".service";
            case "rsyslogd" -> "rsyslog.service";
            default -> "";
        };
    }

    private static boolean selected(Rule rule, String facility, Priority priority) {
        boolean selected = false;
        for (Selector each : rule.selectors) {
            if (each.covers(facility)) {
                selected = !each.none && priority.compareTo(each.from) <= 0;
            }
        }
        return selected;
    }

    private void append(String file, byte[] line) {
        try {
            if (!files.exists(file)) {
                create(file);
            }
            files.append(file, line);
        } catch (ErrnoException full) {
            LOG.debug("cannot log to {}: {}", file, full.getMessage());
        }
    }

    private void create(String file) throws ErrnoException {
        files.writeAll(file, new byte[0]);
        files.chmod(file, 0640);
        int adm = host.accounts().group("adm").map(Accounts.Group::gid).orElse(0);
        files.chown(file, 0, adm, true);
    }

    private static String escaped(String text) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == 127) {
                if (out == null) {
                    out = new StringBuilder(text.substring(0, i));
                }
                out.append('#').append(String.format("%03o", (int) c));
            } else if (out != null) {
                out.append(c);
            }
        }
        return out == null ? text : out.toString();
    }
}
