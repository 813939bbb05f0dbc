package postroom.labs.debian.passwd;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.host.Accounts;

/** {@code groupadd(8)}: a new group. Exit status: 2 usage, 3 bad argument, 4 gid in use, 9 name in use, 10 no permission. */
final class Groupadd extends ShadowTool {
    Groupadd() {
        super(
                "passwd/groupadd",
                2,
                "fg:hK:op:rR:P:U:",
                "force",
                "f",
                "gid=",
                "g",
                "help",
                "h",
                "key=",
                "K",
                "non-unique",
                "o",
                "password=",
                "p",
                "system",
                "r",
                "root=",
                "R",
                "prefix=",
                "P",
                "users=",
                "U");
    }

    @Override
    int run(Job job) throws IOException {
        LoginDefs rules = new LoginDefs(job.files());
        Optional<Integer> wanted = AccountValues.gid(job);
        if (job.has("K")) {
            if (job.value("K", "").indexOf('=') < 1) {
                throw Refusal.of(3, "-K requires KEY=VALUE");
            }
            rules.override(job.value("K", ""));
        }
        if (job.has("o") && !job.has("g") || job.operands().size() != 1) {
            throw Refusal.usage(2, null);
        }
        String name = job.operands().get(0);
        if (!AccountValues.isGoodName(name)) {
            throw Refusal.of(3, "'" + name + "' is not a valid group name");
        }
        Accounts accounts = job.accounts();
        if (accounts.group(name).isPresent()) {
            if (job.has("f")) {
                return 0;
            }
            throw Refusal.of(9, "group '" + name + "' already exists");
        }
        if (wanted.isPresent() && !job.has("o") && accounts.group(wanted.get()).isPresent()) {
            if (!job.has("f")) {
                throw Refusal.of(4, "GID '" + job.value("g", "") + "' already exists");
            }
            wanted = Optional.empty();
        }
        int gid = wanted.isPresent() ? wanted.get() : rules.free("GID", job.has("r"), accounts.gids());
        AccountFiles files = job.lock(10, "/etc/group");
        add(job, files, name, gid);
        return 0;
    }

    private static void add(Job job, AccountFiles files, String name, int gid) throws IOException {
        files.addGroup(name, gid);
        if (job.has("p")) {
            files.gshadow().put(name, name, job.value("p", "!"), "", "");
        }
        if (job.has("U")) {
            for (String user : job.value("U", "").split(",")) {
                if (job.accounts().user(user).isEmpty()) {
                    throw Refusal.of(10, "Invalid member username " + user);
                }
            }
            files.setMembers(name, List.of(job.value("U", "").split(",")));
        }
        files.save();
        job.log("group added to /etc/group: name=" + name + ", GID=" + gid);
        job.log("group added to /etc/gshadow: name=" + name);
        job.log("new group: name=" + name + ", GID=" + gid);
    }
}
