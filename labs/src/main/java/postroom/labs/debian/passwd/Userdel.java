package postroom.labs.debian.passwd;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/**
 * {@code userdel(8)}: takes a user out of the account files, with {@code -r} his folder and his mailbox, too.
 *
 * <p>Exit status: 1 no permission, 2 usage, 6 no such user, 8 logged in, 12 folder not removed.
 */
final class Userdel extends ShadowTool {
    Userdel() {
        super(
                "passwd/userdel",
                2,
                "fhrR:P:Z",
                "force",
                "f",
                "help",
                "h",
                "remove",
                "r",
                "root=",
                "R",
                "prefix=",
                "P",
                "selinux-user",
                "Z");
    }

    @Override
    int run(Job job) throws IOException {
        String name = job.operand();
        Accounts.User user = job.user(name);
        AccountFiles files = job.lock(1, "/etc/passwd");
        Optional<Process> busy = job.process().host().processes().all().stream()
                .filter(it -> it.realUid() == user.uid())
                .findFirst();
        if (busy.isPresent() && !job.has("f")) {
            throw Refusal.of(
                    8,
                    "user " + name + " is currently used by process "
                            + busy.get().pid());
        }
        remove(job, files, user);
        files.save();
        return job.has("r") ? removeFiles(job, user) : 0;
    }

    private static void remove(Job job, AccountFiles files, Accounts.User user) throws IOException {
        String name = user.name();
        job.log("delete user '" + name + "'");
        files.passwd().remove(name);
        files.shadow().remove(name);
        files.subuid().remove(name);
        files.subgid().remove(name);
        leave(job, files.group(), "", name);
        ownGroup(job, files, user);
        leave(job, files.gshadow(), "shadow ", name);
    }

    private static void leave(Job job, TableFile file, String kind, String user) {
        for (String[] fields : file.entries()) {
            List<String> members = AccountFiles.members(fields);
            if (members.remove(user)) {
                fields[AccountFiles.MEMBERS] = String.join(",", members);
                file.put(fields[0], fields);
                job.log("delete '" + user + "' from " + kind + "group '" + fields[0] + "'");
            }
        }
    }

    private static void ownGroup(Job job, AccountFiles files, Accounts.User user) throws IOException {
        String name = user.name();
        Optional<Accounts.Group> own = job.accounts().group(name).filter(it -> it.gid() == user.gid());
        if (own.isEmpty()) {
            return;
        }
        boolean shared = job.accounts().users().stream()
                .anyMatch(it -> it.gid() == user.gid() && !it.name().equals(name));
        if (shared) {
            job.warn("group " + name + " is the primary group of another user and is not removed.");
            return;
        }
        if (!own.get().members().isEmpty() && !job.has("f")) {
            job.warn("group " + name + " not removed because it has other members.");
            return;
        }
        files.group().remove(name);
        job.log("removed group '" + name + "' owned by '" + name + "'");
        if (files.gshadow().remove(name)) {
            job.log("removed shadow group '" + name + "' owned by '" + name + "'");
        }
    }

    private static int removeFiles(Job job, Accounts.User user) throws IOException {
        int status = 0;
        String spool = "/var/mail/" + user.name();
        if (!job.files().exists(spool)) {
            job.warn(user.name() + " mail spool (" + spool + ") not found");
        } else if (job.files().stat(spool).uid() != user.uid() && !job.has("f")) {
            job.warn(spool + " not owned by " + user.name() + ", not removing");
            status = 1;
        } else {
            job.files().unlink(spool);
        }
        String home = user.home();
        if (!job.files().exists(home)) {
            job.warn(user.name() + " home directory (" + home + ") not found");
            return status;
        }
        if (job.files().stat(home).uid() != user.uid() && !job.has("f")) {
            job.warn(home + " not owned by " + user.name() + ", not removing");
            return 12;
        }
        try {
            new HomeFolder(job.process()).remove(home);
            return status;
        } catch (ErrnoException failed) {
            job.warn("error removing directory " + home);
            return 12;
        }
    }
}
