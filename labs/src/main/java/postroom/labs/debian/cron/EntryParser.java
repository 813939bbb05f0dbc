package postroom.labs.debian.cron;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import postroom.labs.host.Accounts;

/** Reads the next entry of a crontab, as cron's {@code load_entry} does. */
final class EntryParser {
    private static final int MAX_COMMAND = 999;
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun");

    private final TabReader in;
    private final Accounts accounts;
    private int c;

    EntryParser(TabReader in, Accounts accounts) {
        this.in = in;
        this.accounts = accounts;
    }

    /**
     * Reads an entry.
     *
     * @param owner whose crontab it is; null for a system crontab, whose lines name the user
     * @return none at the end
     */
    Optional<Entry> next(Accounts.User owner, Map<String, String> environment) throws BadEntry {
        in.skipComments();
        c = in.get();
        if (c == TabReader.END) {
            return Optional.empty();
        }
        Schedule schedule = c == '@' ? special() : fields();
        skipBlanks();
        in.unget(c);
        Accounts.User user = owner == null ? userName() : owner;
        if (owner != null && c == '*') {
            throw new BadEntry("bad command");
        }
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.putIfAbsent("SHELL", "/bin/sh");
        all.putIfAbsent("HOME", user.home());
        all.putIfAbsent("PATH", "/usr/bin:/bin");
        all.put("LOGNAME", user.name());
        TabReader.Word command = in.until("\n", MAX_COMMAND);
        if (command.text().length() >= MAX_COMMAND) {
            throw new BadEntry("command too long");
        }
        if (command.end() == TabReader.END) {
            throw new BadEntry("bad command");
        }
        return Optional.of(new Entry(schedule, user, all, command.text()));
    }

    private Accounts.User userName() throws BadEntry {
        TabReader.Word name = in.until(" \t", MAX_COMMAND);
        if (name.end() == TabReader.END) {
            throw new BadEntry("bad command");
        }
        c = name.end();
        return accounts.user(name.text()).orElseThrow(() -> new BadEntry("bad username"));
    }

    private Schedule special() throws BadEntry {
        TabReader.Word word = in.until(" \t\n", MAX_COMMAND);
        c = word.end();
        BitSet zero = range(0, 0);
        BitSet hours = range(0, 23);
        BitSet days = range(1, 31);
        BitSet months = range(1, 12);
        BitSet week = range(0, 7);
        return switch (word.text()) {
            case "reboot" -> new Schedule(zero, zero, zero, zero, zero, false, false, true);
            case "yearly", "annually" -> new Schedule(zero, zero, range(1, 1), range(1, 1), week, false, true, false);
            case "monthly" -> new Schedule(zero, zero, range(1, 1), months, week, false, true, false);
            case "weekly" -> new Schedule(zero, zero, days, months, zero, true, false, false);
            case "daily", "midnight" -> new Schedule(zero, zero, days, months, week, false, false, false);
            case "hourly" -> new Schedule(zero, hours, days, months, week, false, false, false);
            default -> throw new BadEntry("bad time specifier");
        };
    }

    private static BitSet range(int from, int to) {
        BitSet bits = new BitSet();
        bits.set(from, to + 1);
        return bits;
    }

    private Schedule fields() throws BadEntry {
        BitSet minutes = list(0, 59, List.of(), "bad minute");
        BitSet hours = list(0, 23, List.of(), "bad hour");
        boolean anyDay = c == '*';
        BitSet days = list(1, 31, List.of(), "bad day-of-month");
        BitSet months = list(1, 12, MONTHS, "bad month");
        boolean anyWeekDay = c == '*';
        BitSet weekDays = list(0, 7, DAYS, "bad day-of-week");
        if (weekDays.get(0) || weekDays.get(7)) {
            weekDays.set(0);
            weekDays.set(7);
        }
        return new Schedule(minutes, hours, days, months, weekDays, anyDay, anyWeekDay, false);
    }

    private BitSet list(int low, int high, List<String> names, String complaint) throws BadEntry {
        BitSet bits = new BitSet();
        boolean more = true;
        while (more) {
            if (!addRange(bits, low, high, names)) {
                throw new BadEntry(complaint);
            }
            more = c == ',';
            if (more) {
                c = in.get();
            }
        }
        while (c != ' ' && c != '\t' && c != '\n' && c != TabReader.END) {
            c = in.get();
        }
        skipBlanks();
        if (c == TabReader.END) {
            throw new BadEntry(complaint);
        }
        return bits;
    }

    private void skipBlanks() {
        while (c == ' ' || c == '\t') {
            c = in.get();
        }
    }

    /** {@code *}, a number or a name, two with a dash between, and perhaps a step; false if it is none of these. */
    private boolean addRange(BitSet bits, int low, int high, List<String> names) {
        int from = low;
        int to = high;
        if (c == '*') {
            c = in.get();
        } else {
            from = number(low, names);
            if (from < 0 || c == TabReader.END || c == '/') {
                return false;
            }
            if (c != '-') {
                if (from < low || from > high) {
                    return false;
                }
                bits.set(from);
                return true;
            }
            c = in.get();
            to = number(low, names);
            if (to < 0) {
                return false;
            }
        }
        int step = 1;
        if (c == '/') {
            c = in.get();
            step = number(0, List.of());
        }
        if (c == TabReader.END || step <= 0 || from < low || from > high || to < low || to > high) {
            return false;
        }
        for (int i = from; i <= to; i += step) {
            bits.set(i);
        }
        return true;
    }

    /** A number, or a name's place in the list; -1 if there is neither. */
    private int number(int low, List<String> names) {
        StringBuilder word = new StringBuilder();
        while (c < 128 && Character.isLetterOrDigit(c)) {
            word.append((char) c);
            c = in.get();
        }
        int named = names.indexOf(word.toString().toLowerCase(Locale.ROOT));
        if (named >= 0) {
            return named + low;
        }
        boolean digits = word.chars().allMatch(Character::isDigit) && word.length() > 0;
        return digits ? (int) Long.parseLong(word.length() > 9 ? "999999999" : word.toString()) : -1;
    }
}
