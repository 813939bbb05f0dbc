package postroom.labs.debian.passwd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.host.Accounts;

/** {@code groupmod(8)}: another name or number for a group. */
final class Groupmod extends ShadowTool {
    Groupmod() {
        super(
                "passwd/groupmod",
                2,
                "ag:hn:op:R:P:U:",
                "append",
                "a",
                "gid=",
                "g",
                "help",
                "h",
                "new-name=",
                "n",
                "non-unique",
                "o",
                "password=",
                "p",
                "root=",
                "R",
                "prefix=",
                "P",
                "users=",
                "U");
    }

    @Override
    int run(Job job) throws IOException {
        Optional<Integer> wanted = AccountValues.gid(job);
        if (job.operands().size() != 1 || job.has("o") && !job.has("g")) {
            throw Refusal.usage(2, null);
        }
        String name = job.operands().get(0);
        Accounts accounts = job.accounts();
        Accounts.Group group = job.group(name);
        int gid = wanted.orElse(group.gid());
        if (gid != group.gid() && !job.has("o") && accounts.group(gid).isPresent()) {
            throw Refusal.of(4, "GID '" + gid + "' already exists");
        }
        String newName = job.value("n", name);
        if (!newName.equals(name)) {
            if (!AccountValues.isGoodName(newName)) {
                throw Refusal.of(3, "invalid group name '" + newName + "'");
            }
            if (accounts.group(newName).isPresent()) {
                throw Refusal.of(9, "group '" + newName + "' already exists");
            }
        }
        change(job, job.lock(10, "/etc/group"), group, gid, newName);
        return 0;
    }

    private static void change(Job job, AccountFiles files, Accounts.Group group, int gid, String newName)
            throws IOException {
        String name = group.name();
        if (job.has("U")) {
            List<String> members = job.has("a") ? new ArrayList<>(group.members()) : new ArrayList<>();
            for (String each : job.value("U", "").split(",")) {
                if (!each.isEmpty() && !members.contains(each)) {
                    members.add(each);
                }
            }
            files.setMembers(name, members);
        }
        files.group().find(name).ifPresent(it -> {
            it[0] = newName;
            it[2] = Integer.toString(gid);
            files.group().put(name, it);
        });
        files.gshadow().find(name).ifPresent(it -> {
            it[0] = newName;
            it[1] = job.value("p", it[1]);
            files.gshadow().put(name, it);
        });
        if (gid != group.gid()) {
            for (String[] user : files.passwd().entries()) {
                if (user.length > AccountFiles.GID && user[AccountFiles.GID].equals("" + group.gid())) {
                    files.setUser(user[0], AccountFiles.GID, "" + gid);
                }
            }
        }
        files.save();
        String what = (newName.equals(name) ? "" : ", new name: " + newName)
                + (gid == group.gid() ? "" : ", new gid: " + gid);
        job.log("group changed in /etc/group (group " + name + "/" + group.gid() + what + ")");
        if (!newName.equals(name) || job.has("p")) {
            job.log("group changed in /etc/gshadow (group " + name
                    + (newName.equals(name) ? "" : ", new name: " + newName)
                    + (job.has("p") ? ", new password" : "") + ")");
        }
        if (gid != group.gid()) {
            job.log("group changed in /etc/passwd (group " + name + "/" + group.gid() + what + ")");
        }
    }
}
