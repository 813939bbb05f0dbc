package postroom.labs.debian.passwd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import postroom.labs.io.ErrnoException;

/** {@code newusers(8)}: users in bulk, from lines in the form of passwd with the password in clear. */
final class Newusers extends ShadowTool {
    Newusers() {
        super("passwd/newusers", 2, "bhrR:", "badname", "b", "help", "h", "system", "r", "root=", "R");
    }

    @Override
    int run(Job job) throws IOException {
        List<String> lines = lines(job);
        AccountFiles files = job.lock(1, "/etc/passwd");
        LoginDefs rules = new LoginDefs(job.files());
        PasswordChange pam = new PasswordChange(job, "newusers");
        List<String[]> entered = new ArrayList<>();
        boolean failed = false;
        for (int i = 0; i < lines.size(); i++) {
            job.process().step();
            String[] fields = lines.get(i).split(":", -1);
            if (fields.length != 7) {
                job.warn("line " + (i + 1) + ": invalid line");
                failed = true;
            } else if (!AccountValues.isGoodName(fields[0]) && !job.has("b")) {
                job.warn("invalid user name '" + fields[0] + "': use --badname to ignore");
                failed = true;
            } else {
                entered.add(enter(job, files, rules, fields));
            }
        }
        if (failed) {
            throw Refusal.of(1, "error detected, changes ignored");
        }
        for (String[] each : entered) {
            files.setPassword(each[0], pam.hash(each[1]), job.today());
            pam.logChanged(each[0]);
        }
        files.save();
        for (String[] each : entered) {
            if (!each[5].isEmpty() && !job.files().exists(each[5])) {
                int mode = Integer.parseInt(rules.text("HOME_MODE", "755"), 8);
                new HomeFolder(job.process()).make(each[5], mode, Integer.parseInt(each[2]), Integer.parseInt(each[3]));
            }
        }
        return 0;
    }

    private static List<String> lines(Job job) throws IOException {
        if (!job.operands().isEmpty()) {
            String path = job.operands().get(0);
            try {
                return new String(job.files().readAll(path), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
            } catch (ErrnoException unreadable) {
                throw Refusal.of(1, path + ": " + unreadable.getMessage());
            }
        }
        List<String> lines = new ArrayList<>();
        LineReader input = new LineReader(job.process());
        for (Optional<String> line = input.line(); line.isPresent(); line = input.line()) {
            lines.add(line.get());
        }
        return lines;
    }

    /** Enters a user; the fields with the numbers that were chosen. */
    private static String[] enter(Job job, AccountFiles files, LoginDefs rules, String[] fields) {
        String name = fields[0];
        int uid = fields[2].matches("[0-9]{1,9}")
                ? Integer.parseInt(fields[2])
                : rules.free("UID", job.has("r"), used(files.passwd()));
        Optional<String[]> group = files.group().find(fields[3].isEmpty() ? name : fields[3]);
        int gid = group.map(it -> Integer.parseInt(it[2]))
                .orElseGet(() -> fields[3].matches("[0-9]{1,9}")
                        ? Integer.parseInt(fields[3])
                        : uses(files.group(), uid) ? rules.free("GID", job.has("r"), used(files.group())) : uid);
        if (group.isEmpty() && !uses(files.group(), gid)) {
            files.addGroup(name, gid);
        }
        files.passwd().put(name, name, "x", "" + uid, "" + gid, fields[4], fields[5], fields[6]);
        if (files.shadow().find(name).isEmpty()) {
            files.shadow().put(name, name, "!", "", "0", "99999", "7", "", "", "");
        }
        return new String[] {name, fields[1], "" + uid, "" + gid, fields[4], fields[5], fields[6]};
    }

    private static boolean uses(TableFile file, int id) {
        return used(file).contains(id);
    }

    private static Set<Integer> used(TableFile file) {
        return file.entries().stream()
                .filter(it -> it.length > 2 && it[2].matches("[0-9]{1,9}"))
                .map(it -> Integer.parseInt(it[2]))
                .collect(Collectors.toSet());
    }
}
