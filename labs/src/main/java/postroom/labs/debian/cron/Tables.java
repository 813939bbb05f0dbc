package postroom.labs.debian.cron;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Stat;
import postroom.labs.host.Accounts;
import postroom.labs.host.Host;
import postroom.labs.host.Syslog.Priority;
import postroom.labs.io.ErrnoException;

/**
 * All crontabs that cron goes by: {@code /etc/crontab}, those in {@code /etc/cron.d}, the users'. Only files that have
 * changed are read again; one with a fault is not gone by.
 */
final class Tables {
    private static final String SYSTEM = "*system*";
    private static final String SYSTEM_TAB = "/etc/crontab";
    private static final String SYSTEM_FOLDER = "/etc/cron.d";

    private final Host host;
    private final FileAccess files;
    private final CronLog log;
    private final int pid;
    private Map<String, Table> tables = new LinkedHashMap<>();

    /** A crontab as it was read; one that cannot be gone by has no time, so that it is looked at again. */
    private record Table(Instant time, Crontab crontab) {}

    Tables(Host host, int pid) {
        this.host = host;
        this.files = FileAccess.root(host.disk());
        this.log = new CronLog(host, "cron");
        this.pid = pid;
    }

    /** Whether a change of a file may be one of these. */
    static boolean concerns(String path) {
        return path.equals(SYSTEM_TAB) || path.startsWith(SYSTEM_FOLDER) || path.startsWith(UserCrontab.SPOOL);
    }

    /** All entries, in cron's order. */
    List<Entry> entries() {
        List<Entry> all = new ArrayList<>();
        tables.values().forEach(it -> all.addAll(it.crontab.entries()));
        return all;
    }

    /** Reads what has changed. */
    void load() {
        Map<String, Table> fresh = new LinkedHashMap<>();
        if (files.exists(SYSTEM_TAB)) {
            read(fresh, SYSTEM, SYSTEM_TAB, null);
        } else {
            log.event(pid, "CRON", "STAT FAILED", SYSTEM_TAB);
        }
        for (String name : names(SYSTEM_FOLDER)) {
            if (name.matches("[A-Za-z0-9_-]+")) {
                read(fresh, SYSTEM + name, SYSTEM_FOLDER + "/" + name, null);
            }
        }
        for (String name : names(UserCrontab.SPOOL)) {
            Optional<Accounts.User> user = host.accounts().user(name);
            if (user.isPresent()) {
                read(fresh, name, UserCrontab.SPOOL + "/" + name, user.get());
            } else if (!name.startsWith("tmp.")) {
                log.event(pid, name, "ORPHAN", "no passwd entry");
            }
        }
        tables = fresh;
    }

    private List<String> names(String folder) {
        try {
            return files.list(folder).stream()
                    .map(DirectoryEntry::name)
                    .filter(it -> !it.startsWith("."))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (ErrnoException missing) {
            log.event(pid, "CRON", "OPENDIR FAILED", folder.equals(SYSTEM_FOLDER) ? folder : "crontabs");
            return List.of();
        }
    }

    private void read(Map<String, Table> fresh, String name, String path, Accounts.User owner) {
        String shown = owner == null ? path : "crontabs/" + name;
        Table old = tables.get(name);
        try {
            Stat link = files.lstat(path);
            Optional<String> fault = owner == null && link.type() == FileType.SYMLINK && link.uid() != 0
                    ? Optional.of("WRONG SYMLINK OWNER")
                    : fault(owner == null ? files.stat(path) : link, owner);
            if (fault.isPresent()) {
                log.event(pid, name, fault.get(), shown);
                return;
            }
            Instant time = files.stat(path).mtime();
            if (old != null && time.equals(old.time)) {
                fresh.put(name, old);
                return;
            }
            if (old != null) {
                log.event(pid, name, "RELOAD", shown);
            }
            parse(fresh, name, path, owner, time);
        } catch (ErrnoException e) {
            log.event(pid, name, "CAN'T OPEN", shown);
        }
    }

    private static Optional<String> fault(Stat stat, Accounts.User owner) {
        if (stat.uid() != 0 && (owner == null || stat.uid() != owner.uid())) {
            return Optional.of("WRONG FILE OWNER");
        }
        if (!stat.isFile()) {
            return Optional.of("NOT A REGULAR FILE");
        }
        if (owner != null && stat.mode() != 0600) {
            return Optional.of("INSECURE MODE (mode 0600 expected)");
        }
        if ((stat.mode() & 022) != 0) {
            return Optional.of("INSECURE MODE (group/other writable)");
        }
        return stat.links() != 1 ? Optional.of("NUMBER OF HARD LINKS > 1") : Optional.empty();
    }

    private void parse(Map<String, Table> fresh, String name, String path, Accounts.User owner, Instant time)
            throws ErrnoException {
        try {
            fresh.put(name, new Table(time, Crontab.parse(files.readAll(path), 1, owner, host.accounts())));
        } catch (Crontab.Refused refused) {
            if (refused.reason() == Crontab.Refused.Reason.SYNTAX) {
                String where = owner == null ? path : "crontab for user " + name;
                log.line(pid, Priority.ERR, "Error: " + refused.getMessage() + "; while reading " + where);
            }
            String why = switch (refused.reason()) {
                case SYNTAX -> "Syntax error, this crontab file will be ignored";
                case TOO_LONG ->
                    "crontab must not be longer than " + Crontab.MAX_LINES
                            + " lines, this crontab file will be ignored";
                case NO_LINE_FEED -> "Missing newline before EOF, this crontab file will be ignored";
            };
            log.event(pid, name, "ERROR", why);
        }
    }
}
