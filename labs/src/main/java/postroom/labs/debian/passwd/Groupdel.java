package postroom.labs.debian.passwd;

import java.io.IOException;
import java.util.Optional;
import postroom.labs.host.Accounts;

/** {@code groupdel(8)}: removes a group that is nobody's primary one. */
final class Groupdel extends ShadowTool {
    Groupdel() {
        super("passwd/groupdel", 2, "hR:P:f", "help", "h", "root=", "R", "prefix=", "P", "force", "f");
    }

    @Override
    int run(Job job) throws IOException {
        String name = job.operand();
        Accounts.Group group = job.group(name);
        Optional<Accounts.User> owner = job.accounts().users().stream()
                .filter(it -> it.gid() == group.gid())
                .findFirst();
        if (owner.isPresent() && !job.has("f")) {
            throw Refusal.of(
                    8, "cannot remove the primary group of user '" + owner.get().name() + "'");
        }
        AccountFiles files = job.lock(10, "/etc/group");
        files.group().remove(name);
        files.gshadow().remove(name);
        files.save();
        job.log("group '" + name + "' removed from /etc/group");
        job.log("group '" + name + "' removed from /etc/gshadow");
        job.log("group '" + name + "' removed");
        return 0;
    }
}
