package postroom.labs.debian.passwd;

import java.io.IOException;
import java.util.Set;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.host.Accounts;

/**
 * {@code passwd(1)}: a new password, asked for in PAM's way; and for root the state of an account's password.
 *
 * <p>Exit status: 1 no permission, 2 usage, 3 nothing was done, 6 bad argument, 10 PAM refused.
 */
final class Passwd extends ShadowTool {
    private static final Set<String> CHANGES = Set.of("d", "e", "i", "l", "n", "u", "w", "x");

    Passwd() {
        super(
                "passwd/passwd",
                6,
                "adehi:kln:qr:R:Suw:x:",
                "all",
                "a",
                "delete",
                "d",
                "expire",
                "e",
                "help",
                "h",
                "inactive=",
                "i",
                "keep-tokens",
                "k",
                "lock",
                "l",
                "mindays=",
                "n",
                "quiet",
                "q",
                "repository=",
                "r",
                "root=",
                "R",
                "status",
                "S",
                "unlock",
                "u",
                "warndays=",
                "w",
                "maxdays=",
                "x");
    }

    @Override
    int run(Job job) throws IOException {
        boolean changes = CHANGES.stream().anyMatch(job::has);
        for (Getopt.Option each : job.parsed().options()) {
            if (Set.of("i", "n", "w", "x").contains(each.key()) && !each.value().matches("-1|[0-9]{1,9}")) {
                job.warn("invalid numeric argument '" + each.value() + "'");
                throw Refusal.usage(6, null);
            }
        }
        if (job.operands().size() > 1) {
            throw Refusal.usage(2, null);
        }
        if (job.has("a")) {
            return listAll(job, changes);
        }
        if (changes && job.operands().isEmpty() || changes && job.has("S")) {
            throw Refusal.usage(2, null);
        }
        if (changes && !job.byRoot()) {
            throw Refusal.of(1, "Permission denied.");
        }
        String name = job.operands().isEmpty() ? job.caller() : job.operands().get(0);
        Accounts.User user =
                job.accounts().user(name).orElseThrow(() -> Refusal.of(1, "user '" + name + "' does not exist"));
        if (!job.byRoot() && user.uid() != job.process().realUid()) {
            throw Refusal.of(1, "You may not view or modify password information for " + name + ".");
        }
        if (job.has("S")) {
            status(job, new AccountFiles(job.files()), name);
            return 0;
        }
        return changes ? change(job, name) : new PasswordChange(job, "passwd").dialogue(name);
    }

    private static int listAll(Job job, boolean changes) throws IOException {
        if (changes || !job.has("S") || !job.operands().isEmpty()) {
            throw Refusal.usage(2, null);
        }
        if (!job.byRoot()) {
            throw Refusal.of(1, "Permission denied.");
        }
        AccountFiles files = new AccountFiles(job.files());
        for (Accounts.User each : job.accounts().users()) {
            status(job, files, each.name());
        }
        return 0;
    }

    private static void status(Job job, AccountFiles files, String name) throws IOException {
        String[] fields = files.shadow().find(name).orElse(new String[0]);
        if (fields.length < 9) {
            job.process().out().println(name + " " + letters(""));
            return;
        }
        job.process()
                .out()
                .println(name + " " + letters(fields[1]) + " " + Days.iso(Math.max(0, Days.field(fields, 2))) + " "
                        + Days.field(fields, 3) + " " + Days.field(fields, 4) + " " + Days.field(fields, 5) + " "
                        + Days.field(fields, 6));
    }

    private static String letters(String hash) {
        return hash.isEmpty() ? "NP" : hash.startsWith("!") || hash.startsWith("*") ? "L" : "P";
    }

    private static int change(Job job, String name) throws IOException {
        AccountFiles files = job.lock(5, "/etc/passwd");
        String[] fields = files.shadow()
                .find(name)
                .filter(it -> it.length == 9)
                .orElseThrow(() -> Refusal.of(3, "failed to find user '" + name + "' in /etc/shadow"));
        String hash = fields[1];
        if (job.has("d")) {
            hash = "";
        }
        if (job.has("u") && hash.startsWith("!")) {
            if (hash.length() == 1) {
                job.process()
                        .err()
                        .println("passwd: unlocking the password would result in a passwordless account.\n"
                                + "You should set a password with usermod -p to unlock the password of this account.");
                return 3;
            }
            hash = hash.substring(1);
        }
        if (job.has("l") && !hash.startsWith("!")) {
            hash = "!" + hash;
        }
        if (!hash.equals(fields[1]) && job.has("d")) {
            fields[2] = Long.toString(job.today());
        }
        fields[1] = hash;
        fields[2] = job.has("e") ? "0" : fields[2];
        age(job, fields, "n", 3);
        age(job, fields, "x", 4);
        age(job, fields, "w", 5);
        age(job, fields, "i", 6);
        files.shadow().put(name, fields);
        files.save();
        job.log("password for '" + name + "' changed by '" + job.caller() + "'");
        if (!job.has("q")) {
            job.process().out().println("passwd: password changed.");
        }
        return 0;
    }

    private static void age(Job job, String[] fields, String key, int at) {
        if (job.has(key)) {
            fields[at] = Days.field(Long.parseLong(job.value(key, "-1")));
        }
    }
}
