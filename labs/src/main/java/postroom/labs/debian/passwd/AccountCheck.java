package postroom.labs.debian.passwd;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code pwck(8)} and {@code grpck(8)}: whether the account files are in order. Exit status 2: they are not. */
final class AccountCheck extends ShadowTool {
    private final boolean groups;

    private AccountCheck(String id, boolean groups) {
        super(
                id,
                1,
                "hqrR:sS",
                "help",
                "h",
                "quiet",
                "q",
                "read-only",
                "r",
                "root=",
                "R",
                "sort",
                "s",
                "silence-warnings",
                "S");
        this.groups = groups;
    }

    static AccountCheck ofUsers() {
        return new AccountCheck("passwd/pwck", false);
    }

    static AccountCheck ofGroups() {
        return new AccountCheck("passwd/grpck", true);
    }

    @Override
    int run(Job job) throws IOException {
        if (job.has("r") && job.has("s")) {
            throw Refusal.of(1, "-s and -r are incompatible");
        }
        AccountFiles files = job.has("r") && job.process().who().isRoot()
                ? new AccountFiles(job.files())
                : job.lock(4, groups ? "/etc/group" : "/etc/passwd");
        TableFile table = groups ? files.group() : files.passwd();
        if (job.has("s")) {
            table.sort();
            files.save();
            return 0;
        }
        Set<String> names = new HashSet<>();
        boolean wrong = false;
        boolean changed = false;
        for (String[] fields : table.entries()) {
            job.process().step();
            if (fields.length != (groups ? 4 : 7)) {
                wrong = true;
                String line = String.join(":", fields);
                job.process().out().println("invalid " + (groups ? "group" : "password") + " file entry");
                changed |= delete(job, line) && table.removeLine(line);
                continue;
            }
            if (!names.add(fields[0])) {
                wrong = true;
                String line = String.join(":", fields);
                job.process().out().println("duplicate " + (groups ? "group" : "password") + " entry");
                changed |= delete(job, line) && table.removeLine(line);
                continue;
            }
            wrong |= groups ? !group(job, fields) : !user(job, fields);
        }
        if (changed) {
            files.save();
        }
        if (wrong) {
            job.process().out().println(job.name() + ": " + (changed ? "the files have been updated" : "no changes"));
        }
        return wrong ? 2 : 0;
    }

    private static boolean delete(Job job, String line) throws IOException {
        if (job.has("r")) {
            job.process().out().println("delete line '" + line + "'? No");
            return false;
        }
        return new LineReader(job.process())
                .ask("delete line '" + line + "'? ")
                .filter(it -> it.startsWith("y") || it.startsWith("Y"))
                .isPresent();
    }

    private static boolean user(Job job, String[] fields) throws IOException {
        boolean good = true;
        if (!AccountValues.isGoodName(fields[0])) {
            job.process().out().println("invalid user name '" + fields[0] + "'");
            good = false;
        }
        boolean grouped = fields[3].matches("[0-9]{1,9}")
                && job.accounts().group(Integer.parseInt(fields[3])).isPresent();
        if (!grouped) {
            job.process().out().println("user '" + fields[0] + "': no group " + fields[3]);
            good = false;
        }
        boolean quiet = job.has("q") || fields[5].equals("/nonexistent");
        LoginDefs rules = new LoginDefs(job.files());
        long uid = Days.field(fields, AccountFiles.UID);
        boolean service = uid >= rules.number("SYS_UID_MIN", 101) && uid <= rules.number("SYS_UID_MAX", 999);
        if (!quiet && !service && !job.files().exists(fields[5])) {
            job.process().out().println("user '" + fields[0] + "': directory '" + fields[5] + "' does not exist");
            good = false;
        }
        if (!quiet && !fields[6].isEmpty() && !job.files().exists(fields[6])) {
            job.process().out().println("user '" + fields[0] + "': program '" + fields[6] + "' does not exist");
            good = false;
        }
        return good;
    }

    private static boolean group(Job job, String[] fields) throws IOException {
        boolean good = true;
        if (!AccountValues.isGoodName(fields[0])) {
            job.process().out().println("invalid group name '" + fields[0] + "'");
            good = false;
        }
        for (String member : AccountFiles.members(fields)) {
            if (job.accounts().user(member).isEmpty()) {
                job.process().out().println("group " + fields[0] + ": no user " + member);
                delete(job, List.of(member));
                good = false;
            }
        }
        return good;
    }

    private static void delete(Job job, List<String> member) throws IOException {
        job.process().out().println("delete member '" + member.get(0) + "'? No");
    }
}
