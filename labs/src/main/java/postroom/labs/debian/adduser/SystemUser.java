package postroom.labs.debian.adduser;

import java.io.IOException;
import java.util.Optional;
import postroom.labs.host.Accounts;

/** {@code adduser --system NAME}: an account for a service, without password and by default without a home. */
final class SystemUser {
    private final Work work;
    private final String name;

    SystemUser(Work work, String name) {
        this.work = work;
        this.name = name;
    }

    int add() throws IOException {
        Adduser.checkName(work, name);
        Optional<Accounts.User> there = work.accounts().user(name);
        if (there.isPresent()) {
            if (there.get().uid() >= 100 && there.get().uid() <= 999) {
                work.tell("The system user `" + name + "' already exists. Exiting.");
                return 0;
            }
            throw new Stop(1, "The user `" + name + "' already exists, but is not a system user. Exiting.");
        }
        boolean ownGroup = work.has("group");
        String home = work.options().value("home", "/nonexistent");
        if (work.has("home") && !work.files().exists(home)) {
            if (work.has("no-create-home")) {
                work.warn("Warning: The home dir " + home
                        + " you specified can't be accessed: No such file or directory");
            }
        }
        int uid = work.has("uid")
                ? Integer.parseInt(work.options().value("uid", ""))
                : Adduser.free(work, true, ownGroup ? "BOTH" : "UID");
        if (work.accounts().user(uid).isPresent()) {
            throw new Stop(1, "The UID " + uid + " is already in use.");
        }
        String group = ownGroup ? name : work.options().value("ingroup", "nogroup");
        Optional<Accounts.Group> existing = work.accounts().group(group);
        if (!ownGroup && existing.isEmpty()) {
            throw new Stop(1, "The group `" + group + "' does not exist.");
        }
        work.tell("Adding system user `" + name + "' (UID " + uid + ") ...");
        int gid = ownGroup ? uid : existing.get().gid();
        if (ownGroup && existing.isEmpty()) {
            work.tell("Adding new group `" + name + "' (GID " + gid + ") ...");
            work.run("/sbin/groupadd", "-g", "" + gid, name);
        }
        work.tell("Adding new user `" + name + "' (UID " + uid + ") with group `" + group + "' ...");
        String shell = work.options().value("shell", "/usr/sbin/nologin");
        work.run("/sbin/useradd", "-r", "-d", home, "-g", group, "-s", shell, "-u", "" + uid, name);
        NewUser.makeHome(work, home, uid, gid, false);
        if (work.has("gecos") || work.has("comment")) {
            work.run(
                    "/bin/chfn",
                    "-f",
                    work.options().value("comment", work.options().value("gecos", "")),
                    name);
        }
        return 0;
    }
}
