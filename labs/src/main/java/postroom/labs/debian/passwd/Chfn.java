package postroom.labs.debian.passwd;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import postroom.labs.host.Accounts;

/** {@code chfn(1)}: a user's full name, room and telephones; which of them he may change himself says login.defs. */
final class Chfn extends ShadowTool {
    private static final List<String> KEYS = List.of("f", "r", "w", "h", "o");
    private static final List<String> LABELS = List.of("Full Name", "Room Number", "Work Phone", "Home Phone", "Other");
    private static final List<String> NAMES = List.of("name", "room number", "work phone", "home phone");

    Chfn() {
        super("passwd/chfn", 2, "u", "f:h:o:r:R:uw:", new String[] {
            "full-name=",
            "f",
            "home-phone=",
            "h",
            "other=",
            "o",
            "room=",
            "r",
            "root=",
            "R",
            "help",
            "u",
            "work-phone=",
            "w"
        });
    }

    @Override
    int run(Job job) throws IOException {
        if (job.operands().size() > 1) {
            throw Refusal.usage(2, null);
        }
        boolean given = KEYS.stream().anyMatch(job::has);
        for (String key : KEYS) {
            if (job.has(key) && !may(job, key)) {
                throw Refusal.of(1, "Permission denied.");
            }
        }
        String name = job.operands().isEmpty() ? job.caller() : job.operands().get(0);
        Accounts.User user =
                job.accounts().user(name).orElseThrow(() -> Refusal.of(1, "user '" + name + "' does not exist"));
        if (!job.byRoot() && user.uid() != job.process().realUid()) {
            throw Refusal.of(1, "Permission denied.");
        }
        OwnAccount.authenticate(job, name);
        String[] fields = Arrays.copyOf(user.gecos().split(",", 5), 5);
        for (int i = 0; i < fields.length; i++) {
            fields[i] = job.value(KEYS.get(i), fields[i] == null ? "" : fields[i]);
        }
        if (!given) {
            ask(job, name, fields);
        }
        check(fields);
        String gecos = String.join(",", Arrays.copyOf(fields, 4)) + (fields[4].isEmpty() ? "" : "," + fields[4]);
        AccountFiles files = job.lock(1, "/etc/passwd");
        files.setUser(name, AccountFiles.GECOS, gecos);
        files.save();
        job.log("changed user '" + name + "' information");
        return 0;
    }

    private static boolean may(Job job, String key) {
        return job.byRoot()
                || !key.equals("o")
                        && new LoginDefs(job.files()).text("CHFN_RESTRICT", "").contains(key);
    }

    private static void ask(Job job, String name, String[] fields) throws IOException {
        job.process().out().println("Changing the user information for " + name);
        job.process().out().println("Enter the new value, or press ENTER for the default");
        for (int i = 0; i < fields.length; i++) {
            if (may(job, KEYS.get(i))) {
                String now = fields[i];
                fields[i] = new LineReader(job.process())
                        .ask("\t" + LABELS.get(i) + " [" + now + "]: ")
                        .filter(it -> !it.isEmpty())
                        .orElse(now);
            } else if (i < 4) {
                job.process().out().println("\t" + LABELS.get(i) + ": " + fields[i]);
            }
        }
    }

    private static void check(String[] fields) {
        for (int i = 0; i < NAMES.size(); i++) {
            if (fields[i].matches("(?s).*[:,=\\n].*")) {
                throw Refusal.of(1, "invalid " + NAMES.get(i) + ": '" + fields[i] + "'");
            }
        }
        if (fields[4].contains(":")) {
            throw Refusal.of(1, "'" + fields[4] + "' contains illegal characters");
        }
    }
}
