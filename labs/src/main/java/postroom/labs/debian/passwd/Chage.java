package postroom.labs.debian.passwd;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;

/** {@code chage(1)}: when passwords and accounts expire. */
final class Chage extends ShadowTool {
    private static final int NEVER = 10_000;
    private static final List<String> KEYS = List.of("d", "m", "M", "W", "I", "E");

    Chage() {
        super(
                "passwd/chage",
                2,
                "d:E:hiI:lm:M:R:W:",
                "lastday=",
                "d",
                "expiredate=",
                "E",
                "help",
                "h",
                "iso8601",
                "i",
                "inactive=",
                "I",
                "list",
                "l",
                "mindays=",
                "m",
                "maxdays=",
                "M",
                "root=",
                "R",
                "warndays=",
                "W");
    }

    /** Where a value stands in shadow, in the order of {@link #KEYS}. */
    private static int place(String key) {
        return 2 + KEYS.indexOf(key);
    }

    @Override
    int run(Job job) throws IOException {
        boolean changes = false;
        for (Getopt.Option each : job.parsed().options()) {
            if (Set.of("d", "E").contains(each.key())
                    && Days.parse(each.value()).isEmpty()) {
                throw Refusal.usage(2, "invalid date '" + each.value() + "'");
            }
            if (Set.of("m", "M", "W", "I").contains(each.key()) && !each.value().matches("-1|[0-9]{1,9}")) {
                throw Refusal.usage(2, "invalid numeric argument '" + each.value() + "'");
            }
            changes |= KEYS.contains(each.key());
        }
        if (job.operands().size() != 1) {
            throw Refusal.usage(2, null);
        }
        if (job.has("l") && changes) {
            throw Refusal.usage(2, "do not include \"l\" with other flags");
        }
        if (!job.byRoot() && !job.has("l")) {
            throw Refusal.of(1, "Permission denied.");
        }
        String name = job.operands().get(0);
        Accounts.User user = job.accounts()
                .user(name)
                .orElseThrow(() -> Refusal.of(1, "user '" + name + "' does not exist in /etc/passwd"));
        if (!job.byRoot() && user.uid() != job.process().realUid()) {
            throw Refusal.of(1, "Permission denied.");
        }
        // The program is set-gid shadow: it reads the file for the user.
        AccountFiles files =
                new AccountFiles(FileAccess.root(job.process().host().disk()));
        Optional<String[]> line = files.shadow().find(name).filter(it -> it.length == 9);
        String[] fields = line.orElseGet(() -> new String[] {name, "!", "", "", "", "", "", "", ""});
        if (job.has("l")) {
            list(job, fields);
            return 0;
        }
        if (!changes) {
            ask(job, name, fields);
        }
        for (String key : KEYS) {
            if (job.has(key)) {
                fields[place(key)] = Days.field(Days.parse(job.value(key, "")).orElse(-1));
            }
        }
        files.shadow().put(name, fields);
        files.save();
        job.log("changed password expiry for " + name);
        return 0;
    }

    private static void list(Job job, String[] fields) throws IOException {
        long last = Days.field(fields, 2);
        long max = Days.field(fields, 4);
        long inactive = Days.field(fields, 6);
        boolean must = last == 0;
        String forced = "password must be changed";
        boolean expires = last >= 0 && max >= 0 && max < NEVER;
        boolean iso = job.has("i");
        row(job, "Last password change\t\t\t\t\t: ", must ? forced : day(last, iso));
        row(job, "Password expires\t\t\t\t\t: ", must ? forced : expires ? day(last + max, iso) : "never");
        row(
                job,
                "Password inactive\t\t\t\t\t: ",
                must ? forced : expires && inactive >= 0 ? day(last + max + inactive, iso) : "never");
        row(job, "Account expires\t\t\t\t\t\t: ", day(Days.field(fields, 7), iso));
        row(job, "Minimum number of days between password change\t\t: ", "" + Days.field(fields, 3));
        row(job, "Maximum number of days between password change\t\t: ", "" + max);
        row(job, "Number of days of warning before password expires\t: ", "" + Days.field(fields, 5));
    }

    private static void row(Job job, String label, String value) throws IOException {
        job.process().out().println(label + value);
    }

    private static String day(long day, boolean iso) {
        return day < 0 ? "never" : iso ? Days.iso(day) : Days.words(day);
    }

    private static void ask(Job job, String name, String[] fields) throws IOException {
        job.process().out().println("Changing the aging information for " + name);
        job.process().out().println("Enter the new value, or press ENTER for the default\n");
        number(job, fields, "Minimum Password Age", 3);
        number(job, fields, "Maximum Password Age", 4);
        date(job, fields, "Last Password Change (YYYY-MM-DD)", 2);
        number(job, fields, "Password Expiration Warning", 5);
        number(job, fields, "Password Inactive", 6);
        date(job, fields, "Account Expiration Date (YYYY-MM-DD)", 7);
    }

    private static String answer(Job job, String label, String now) throws IOException {
        return new LineReader(job.process())
                .ask("\t" + label + " [" + now + "]: ")
                .filter(it -> !it.isEmpty())
                .orElse(now);
    }

    private static void number(Job job, String[] fields, String label, int at) throws IOException {
        String text = answer(job, label, "" + Days.field(fields, at));
        if (!text.matches("-1|[0-9]{1,9}")) {
            throw Refusal.of(1, "error changing fields");
        }
        fields[at] = Days.field(Long.parseLong(text));
    }

    private static void date(Job job, String[] fields, String label, int at) throws IOException {
        long now = Days.field(fields, at);
        OptionalLong day = Days.parse(answer(job, label, now < 0 ? "-1" : Days.iso(now)));
        fields[at] = Days.field(day.orElseThrow(() -> Refusal.of(1, "error changing fields")));
    }
}
