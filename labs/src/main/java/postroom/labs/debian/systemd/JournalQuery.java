package postroom.labs.debian.systemd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import postroom.labs.debian.regex.Budgeted;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Journal;
import postroom.labs.host.JournalEntry;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/** Which entries of the journal are wanted: those that meet every kind of condition, and of each kind one. */
final class JournalQuery {
    final Set<String> units = new HashSet<>();
    final Set<String> identifiers = new HashSet<>();
    final Set<Integer> facilities = new HashSet<>();
    final Map<String, Set<String>> matches = new HashMap<>();
    Instant since;
    Instant until;
    Pattern pattern;
    int worst;
    int least = 7;
    boolean kernel;
    boolean managerOnly;

    /** All entries that a process may read. */
    static List<JournalEntry> read(Process process) throws ErrnoException {
        Journal journal = process.host().journal();
        journal.flush();
        FileAccess files = process.files();
        List<JournalEntry> all = new ArrayList<>();
        if (files.as(postroom.labs.fs.Credentials.ROOT).exists(journal.path())) {
            for (String line : new String(files.readAll(journal.path()), UTF_8).split("\n")) {
                JournalEntry.parse(line).ifPresent(all::add);
            }
        }
        return all;
    }

    /** A unit's full name. */
    static String unitName(String given) {
        return given.matches(".*\\.(service|socket|target|timer|mount|path|slice|scope|device|swap|automount)")
                ? given
                : given + ".service";
    }

    boolean wants(JournalEntry entry, JournalFormat format, Process process) {
        process.step();
        return !kernel
                && entry.priority() >= worst
                && entry.priority() <= least
                && (since == null || !entry.time().isBefore(since))
                && (until == null || !entry.time().isAfter(until))
                && (units.isEmpty() || units.stream().anyMatch(it -> isOf(entry, it)))
                && (identifiers.isEmpty() || identifiers.contains(entry.identifier()))
                && (facilities.isEmpty() || facilities.contains(entry.facility()))
                && (matches.isEmpty() || isMatched(format.fields(entry)))
                && (pattern == null
                        || pattern.matcher(new Budgeted(entry.message(), process::step))
                                .find());
    }

    private static boolean isOf(JournalEntry entry, String unit) {
        String glob = unit.replaceAll("([.\\\\+^$(){}|])", "\\\\$1")
                .replace("*", ".*")
                .replace("?", ".");
        return unit.matches(".*[*?\\[].*")
                ? entry.unit().matches(glob)
                : entry.unit().equals(unit);
    }

    private boolean isMatched(Map<String, String> fields) {
        return matches.entrySet().stream().allMatch(it -> it.getValue().contains(fields.get(it.getKey())));
    }
}
