package postroom.labs.debian.systemd;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.debian.regex.RegexException;
import postroom.labs.host.JournalEntry;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.Syslog;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code journalctl(1)}: shows the journal. There is one boot; explanations of messages (-x) are not there. */
final class Journalctl implements Program {
    private static final List<String> LEVELS =
            List.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");
    private static final List<String> FACILITIES = List.of(
            "kern",
            "user",
            "mail",
            "daemon",
            "auth",
            "syslog",
            "lpr",
            "news",
            "uucp",
            "cron",
            "authpriv",
            "ftp",
            "12",
            "13",
            "14",
            "15",
            "local0",
            "local1",
            "local2",
            "local3",
            "local4",
            "local5",
            "local6",
            "local7");
    private static final int FOLLOW_LINES = 10;
    private static final int END_LINES = 1000;
    private static final Getopt OPTIONS = new Getopt(
            "hefo:aln::qmb::kD:p:g:c:S:U:t:u:NF:xrM:i:",
            "help",
            "h",
            "version",
            "version",
            "no-pager",
            "no-pager",
            "pager-end",
            "e",
            "follow",
            "f",
            "output=",
            "o",
            "all",
            "a",
            "full",
            "l",
            "no-full",
            "no-full",
            "lines==",
            "n",
            "no-tail",
            "no-tail",
            "quiet",
            "q",
            "merge",
            "m",
            "this-boot",
            "b",
            "boot==",
            "b",
            "list-boots",
            "list-boots",
            "dmesg",
            "k",
            "system",
            "system",
            "user",
            "user",
            "directory=",
            "D",
            "file=",
            "i",
            "header",
            "header",
            "identifier=",
            "t",
            "priority=",
            "p",
            "grep=",
            "g",
            "case-sensitive==",
            "case",
            "cursor=",
            "c",
            "after-cursor=",
            "c",
            "show-cursor",
            "show-cursor",
            "since=",
            "S",
            "until=",
            "U",
            "unit=",
            "u",
            "user-unit=",
            "user-unit",
            "field=",
            "F",
            "fields",
            "N",
            "catalog",
            "x",
            "reverse",
            "r",
            "disk-usage",
            "disk-usage",
            "no-hostname",
            "no-hostname",
            "utc",
            "utc",
            "output-fields=",
            "output-fields",
            "facility=",
            "facility",
            "flush",
            "done",
            "rotate",
            "done",
            "sync",
            "done",
            "relinquish-var",
            "done",
            "vacuum-size=",
            "vacuum",
            "vacuum-files=",
            "vacuum",
            "vacuum-time=",
            "vacuum",
            "verify",
            "verify",
            "machine=",
            "M");

    /** What ends a call: a complaint. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        Refusal(String message) {
            super(message, null, false, false);
        }
    }

    @Override
    public int run(Process process) throws IOException {
        Getopt.Parsed parsed;
        try {
            parsed = OPTIONS.parse(separated(process.argv()));
        } catch (UsageException wrong) {
            process.err().println(wrong.getMessage());
            return 1;
        }
        if (parsed.has("h")) {
            process.out().print(HelpText.of("systemd/journalctl"));
            return 0;
        }
        if (parsed.has("version")) {
            process.out().print(HelpText.of("systemd/systemd.version"));
            return 0;
        }
        try {
            return new Call(process, parsed).run();
        } catch (Refusal refusal) {
            process.out().flush();
            process.err().println(refusal.getMessage());
            return 1;
        }
    }

    /** {@code -n} and {@code -b} take the word behind them if it can be theirs. */
    private static List<String> separated(List<String> argv) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < argv.size(); i++) {
            String word = argv.get(i);
            String next = i + 1 < argv.size() ? argv.get(i + 1) : "";
            boolean count = word.matches("-[a-mo-z]*n|--lines") && next.matches("\\d+|all");
            boolean boot = word.matches("-[ac-z]*b|--boot") && next.matches("[+-]?\\d+|all|[0-9a-f]{32}([+-]\\d+)?");
            if (count || boot) {
                words.add(word.startsWith("--") ? word + "=" + next : word + next);
                i++;
            } else {
                words.add(word);
            }
        }
        return words;
    }

    /** One call. */
    private static final class Call {
        private final Process process;
        private final Getopt.Parsed options;
        private final JournalQuery query = new JournalQuery();
        private final String output;

        Call(Process process, Getopt.Parsed options) {
            this.process = process;
            this.options = options;
            this.output = options.value("o", "short");
        }

        int run() throws IOException, Refusal {
            if (output.equals("help")) {
                process.out().print(String.join("\n", JournalFormat.NAMES) + "\n");
                return 0;
            }
            if ("help".equals(options.value("facility", ""))) {
                process.out().print("Available facilities:\n" + String.join("\n", FACILITIES) + "\n");
                return 0;
            }
            conditions();
            if (options.has("done") || options.has("vacuum")) {
                return maintenance();
            }
            List<JournalEntry> all = entries();
            if (options.has("verify")) {
                process.err().println("PASS: " + process.host().journal().path());
                return 0;
            }
            if (options.has("disk-usage")) {
                return usage();
            }
            Instant boot = all.isEmpty()
                    ? process.host().clock().instant()
                    : all.get(0).time();
            if (options.has("list-boots")) {
                return boots(all);
            }
            checkBoot();
            JournalFormat format = format(boot);
            if (options.has("F") || options.has("N")) {
                return fields(all, format);
            }
            return show(all, format);
        }

        // ---- the command line ------------------------------------------------------------------------

        private void conditions() throws Refusal {
            if (!JournalFormat.NAMES.contains(output)) {
                throw new Refusal("Unknown output format '" + output + "'.");
            }
            Instant now = process.host().clock().instant();
            for (Getopt.Option each : options.options()) {
                String value = each.value();
                switch (each.key()) {
                    case "n" -> {
                        if (value != null && !value.matches("\\d{1,9}|all")) {
                            throw new Refusal("Failed to parse lines '" + value + "'");
                        }
                    }
                    case "p" -> priority(value);
                    case "S" -> query.since = time(value, now);
                    case "U" -> query.until = time(value, now);
                    case "u" -> query.units.add(JournalQuery.unitName(value));
                    case "user-unit" -> query.units.add("user:" + value);
                    case "t" -> query.identifiers.add(value);
                    case "facility" -> facilities(value);
                    case "k" -> query.kernel = true;
                    case "g" -> query.pattern = pattern(value);
                    case "c" -> throw new Refusal("Failed to seek to cursor: Invalid argument");
                    default -> {
                        continue;
                    }
                }
            }
            if (query.since != null && query.until != null && query.since.isAfter(query.until)) {
                throw new Refusal("--since= must be before --until=.");
            }
            if (options.has("f") && options.has("r")) {
                throw new Refusal("Please specify either --reverse= or --follow=, not both.");
            }
            for (String each : options.operands()) {
                match(each);
            }
        }

        private void match(String word) throws Refusal {
            int equals = word.indexOf('=');
            if (word.startsWith("/") && equals < 0) {
                if (!process.files().exists(word)) {
                    throw new Refusal("Couldn't canonicalize path: No such file or directory");
                }
                query.matches
                        .computeIfAbsent("_EXE", it -> new LinkedHashSet<>())
                        .add(word);
                return;
            }
            if (equals <= 0 || !word.substring(0, equals).matches("[A-Z0-9_]+")) {
                if (word.equals("+")) {
                    return;
                }
                throw new Refusal("Failed to add match '" + word + "': Invalid argument");
            }
            query.matches
                    .computeIfAbsent(word.substring(0, equals), it -> new LinkedHashSet<>())
                    .add(word.substring(equals + 1));
        }

        private void priority(String value) throws Refusal {
            int dots = value.indexOf("..");
            if (dots < 0) {
                int level = level(value);
                if (level < 0) {
                    throw new Refusal("Unknown log level " + value);
                }
                query.least = level;
                return;
            }
            int from = level(value.substring(0, dots));
            int to = level(value.substring(dots + 2));
            if (from < 0 || to < 0) {
                throw new Refusal("Failed to parse log level range " + value);
            }
            query.worst = Math.min(from, to);
            query.least = Math.max(from, to);
        }

        private static int level(String name) {
            return name.matches("[0-7]") ? Integer.parseInt(name) : LEVELS.indexOf(name);
        }

        private void facilities(String value) throws Refusal {
            for (String each : value.split(",")) {
                Optional<Integer> number =
                        each.matches("\\d{1,2}") ? Optional.of(Integer.parseInt(each)) : Syslog.facility(each);
                query.facilities.add(
                        number.orElseThrow(() -> new Refusal("Bad --facility= argument \"" + each + "\".")));
            }
        }

        private static Instant time(String value, Instant now) throws Refusal {
            return Timestamps.parse(value, now).orElseThrow(() -> new Refusal("Failed to parse timestamp: " + value));
        }

        private Pattern pattern(String text) throws Refusal {
            boolean lower = text.equals(text.toLowerCase(java.util.Locale.ROOT));
            String asked = options.value("case", lower ? "no" : "yes");
            int flags = asked == null || asked.matches("yes|true|1") ? 0 : Pattern.CASE_INSENSITIVE;
            try {
                return PosixRegex.compile(text, PosixRegex.Syntax.AWK, flags);
            } catch (RegexException wrong) {
                String why = text.indexOf('(') >= 0
                        ? "missing closing parenthesis"
                        : "missing terminating ] for character class";
                throw new Refusal("Bad pattern \"" + text + "\": " + why);
            }
        }

        // ---- what is asked for besides entries ----------------------------------------------------------

        private int maintenance() throws IOException {
            if (!process.who().isRoot()) {
                if (options.has("done")) {
                    process.err()
                            .println("Failed to connect to /run/systemd/journal/io.systemd.journal: Permission denied");
                    return 1;
                }
                return 0;
            }
            process.host().journal().flush();
            if (options.has("vacuum")) {
                String folder = process.host().journal().path().replaceFirst("/[^/]*$", "");
                process.err()
                        .println("Vacuuming done, freed 0B of archived journals from /run/log/journal.\n"
                                + "Vacuuming done, freed 0B of archived journals from " + folder + ".");
            }
            return 0;
        }

        private List<JournalEntry> entries() throws IOException, Refusal {
            if (options.has("D") || options.has("i")) {
                String place = options.value("D", options.value("i", ""));
                if (!process.files().exists(place)) {
                    throw new Refusal(
                            "Failed to open " + (options.has("D") ? place : "files") + ": No such file or directory");
                }
            }
            List<JournalEntry> all;
            try {
                all = JournalQuery.read(process);
            } catch (ErrnoException denied) {
                hint();
                throw new Refusal("No journal files were opened due to insufficient permissions.");
            }
            if (all.isEmpty() && !options.has("q")) {
                process.err().println("No journal files were found.");
            }
            return all;
        }

        private void hint() throws IOException {
            if (!options.has("q")) {
                process.err()
                        .println("Hint: You are currently not seeing messages from other users and the system.\n"
                                + "      Users in groups 'adm', 'systemd-journal' can see all messages.\n"
                                + "      Pass -q to turn off this notice.");
            }
        }

        private int usage() throws IOException {
            long bytes = process.files().exists(process.host().journal().path())
                    ? process.files().stat(process.host().journal().path()).stored()
                    : 0;
            String size = bytes >= 1 << 20
                    ? String.format("%.1fM", bytes / 1048576.0)
                    : bytes >= 1 << 10 ? String.format("%.1fK", bytes / 1024.0) : bytes + "B";
            process.out().println("Archived and active journals take up " + size + " in the file system.");
            return 0;
        }

        private int boots(List<JournalEntry> all) throws IOException {
            process.out().println("IDX BOOT ID                          FIRST ENTRY                 LAST ENTRY");
            if (!all.isEmpty()) {
                process.out()
                        .println("  0 " + process.host().journal().bootId() + " "
                                + JournalFormat.full(all.get(0).time()) + " "
                                + JournalFormat.full(all.get(all.size() - 1).time()));
            }
            return 0;
        }

        private void checkBoot() throws Refusal {
            String boot = options.value("b", null);
            if (boot == null || boot.equals("all")) {
                return;
            }
            if (!boot.matches("[+-]?\\d{1,9}")) {
                if (boot.equals(process.host().journal().bootId())) {
                    return;
                }
                throw new Refusal("Failed to parse boot descriptor '" + boot + "'");
            }
            int number = Integer.parseInt(boot);
            if (number != 0 && number != 1) {
                String shown = (number > 0 ? "+" : "") + number;
                throw new Refusal(
                        "Data from the specified boot (" + shown + ") is not available: No such boot ID in journal");
            }
        }

        private JournalFormat format(Instant boot) throws IOException {
            boolean colours = process.fd(1).terminal().isPresent();
            String fields = options.value("output-fields", "");
            return new JournalFormat(
                    process.host(),
                    output,
                    colours,
                    !options.has("no-hostname"),
                    fields.isEmpty() ? Set.of() : Set.of(fields.split(",")),
                    boot);
        }

        private int fields(List<JournalEntry> all, JournalFormat format) throws IOException {
            Set<String> found = new LinkedHashSet<>();
            for (JournalEntry each : all) {
                Map<String, String> fields = format.fields(each);
                if (options.has("N")) {
                    found.addAll(fields.keySet());
                } else if (fields.containsKey(options.value("F", ""))) {
                    found.add(fields.get(options.value("F", "")));
                }
            }
            for (String each : found) {
                process.out().println(each);
            }
            return 0;
        }

        // ---- entries ------------------------------------------------------------------------------------

        private record Numbered(JournalEntry entry, long number) {}

        private List<Numbered> wanted(List<JournalEntry> all, JournalFormat format, int from) {
            List<Numbered> found = new ArrayList<>();
            for (int i = from; i < all.size(); i++) {
                if (query.wants(all.get(i), format, process)) {
                    found.add(new Numbered(all.get(i), i + 1L));
                }
            }
            return found;
        }

        private int lines() {
            String given = options.has("n") ? options.value("n", null) : "";
            if (given == null) {
                return FOLLOW_LINES;
            }
            if (given.isEmpty()) {
                boolean tail = options.has("f") && !options.has("no-tail");
                return tail ? FOLLOW_LINES : options.has("e") ? END_LINES : Integer.MAX_VALUE;
            }
            return given.equals("all") ? Integer.MAX_VALUE : Integer.parseInt(given);
        }

        private int show(List<JournalEntry> all, JournalFormat format) throws IOException {
            List<Numbered> found = wanted(all, format, 0);
            int lines = lines();
            boolean fromStart = query.since != null && !options.has("n") && !options.has("e");
            if (found.size() > lines && !fromStart) {
                found = found.subList(found.size() - lines, found.size());
            }
            if (options.has("r")) {
                found = new ArrayList<>(found);
                java.util.Collections.reverse(found);
            }
            boolean paged = process.fd(1).terminal().isPresent() && !options.has("no-pager") && !options.has("f");
            Pager pager = paged ? Pager.start(process, options.has("e") && found.size() > rows()) : null;
            try {
                print(found, format);
            } catch (ErrnoException left) {
                if (pager == null || left.errno() != Errno.EPIPE) {
                    throw left;
                }
                pager.end();
                return 0;
            }
            if (pager != null) {
                pager.end();
            }
            if (options.has("f")) {
                follow(all, format);
            }
            return 0;
        }

        private int rows() throws IOException {
            return process.fd(1).terminal().map(it -> it.rows()).orElse(Integer.MAX_VALUE);
        }

        private void print(List<Numbered> found, JournalFormat format) throws IOException {
            for (Numbered each : found) {
                process.step();
                process.out().print(format.show(each.entry, each.number));
            }
            if (found.isEmpty() && !options.has("q") && !options.has("f")) {
                process.out().println("-- No entries --");
            } else if (options.has("show-cursor") && !found.isEmpty()) {
                Numbered last = found.get(found.size() - 1);
                process.out().println("-- cursor: " + format.cursor(last.entry, last.number));
            }
            process.out().flush();
        }

        private void follow(List<JournalEntry> seen, JournalFormat format) throws IOException {
            JournalEntry last = seen.isEmpty() ? null : seen.get(seen.size() - 1);
            boolean[] news = {false};
            Runnable listener = () -> {
                news[0] = true;
                process.wake();
            };
            process.host().journal().listen(listener);
            try {
                while (true) {
                    process.await(null, () -> news[0]);
                    news[0] = false;
                    List<JournalEntry> all = JournalQuery.read(process);
                    int from = last == null ? 0 : all.lastIndexOf(last) + 1;
                    for (Numbered each : wanted(all, format, from)) {
                        process.out().print(format.show(each.entry, each.number));
                    }
                    process.out().flush();
                    last = all.isEmpty() ? last : all.get(all.size() - 1);
                }
            } finally {
                process.host().journal().ignore(listener);
            }
        }
    }
}
