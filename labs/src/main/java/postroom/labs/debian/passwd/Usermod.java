package postroom.labs.debian.passwd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.host.Accounts;

/** {@code usermod(8)}: changes what the account files say of a user. */
final class Usermod extends ShadowTool {
    Usermod() {
        super(
                "passwd/usermod",
                2,
                "abc:d:e:f:g:G:hl:Lmop:rR:s:u:UP:v:w:V:W:Z:",
                "append",
                "a",
                "badname",
                "b",
                "comment=",
                "c",
                "home=",
                "d",
                "expiredate=",
                "e",
                "inactive=",
                "f",
                "gid=",
                "g",
                "groups=",
                "G",
                "help",
                "h",
                "login=",
                "l",
                "lock",
                "L",
                "move-home",
                "m",
                "non-unique",
                "o",
                "password=",
                "p",
                "remove",
                "r",
                "root=",
                "R",
                "shell=",
                "s",
                "uid=",
                "u",
                "unlock",
                "U",
                "prefix=",
                "P",
                "add-subuids=",
                "v",
                "del-subuids=",
                "V",
                "add-subgids=",
                "w",
                "del-subgids=",
                "W",
                "selinux-user=",
                "Z");
    }

    @Override
    int run(Job job) throws IOException {
        String name = job.operand();
        Accounts.User user = job.user(name);
        check(job);
        if (job.parsed().options().isEmpty()) {
            throw Refusal.usage(2, "no options");
        }
        flags(job);
        if (job.has("u") && !job.has("o")) {
            int uid = Integer.parseInt(job.value("u", ""));
            if (uid != user.uid() && job.accounts().user(uid).isPresent()) {
                throw Refusal.of(4, "UID '" + uid + "' already exists");
            }
        }
        String newName = job.value("l", name);
        if (!newName.equals(name) && job.accounts().user(newName).isPresent()) {
            throw Refusal.of(9, "user '" + newName + "' already exists");
        }
        AccountFiles files = job.lock(1, "/etc/passwd");
        change(job, files, user);
        files.save();
        moveFiles(job, user);
        return 0;
    }

    private static void check(Job job) throws IOException {
        for (Getopt.Option each : job.parsed().options()) {
            String value = each.value();
            switch (each.key()) {
                case "c" -> {
                    if (value.contains(":") || value.contains("\n")) {
                        throw Refusal.of(3, "invalid field '" + value + "'");
                    }
                }
                case "d" -> {
                    if (!value.startsWith("/") && !value.isEmpty() || value.contains(":")) {
                        throw Refusal.of(3, "homedir must be an absolute path");
                    }
                }
                case "l" -> {
                    if (!job.has("b") && !AccountValues.isGoodName(value)) {
                        throw Refusal.of(3, "invalid user name '" + value + "': use --badname to ignore");
                    }
                }
                default -> AccountValues.check(job, each);
            }
        }
    }

    private static void flags(Job job) {
        if (job.has("a") && !job.has("G")) {
            throw Refusal.usage(2, "-a flag is only allowed with the -G flag");
        }
        if (job.has("r") && !job.has("G")) {
            throw Refusal.usage(2, "-r flag is only allowed with the -G flag");
        }
        if (job.has("a") && job.has("r")) {
            throw Refusal.usage(2, "-a and -r are mutually exclusive flags");
        }
        long exclusive = Set.of("L", "p", "U").stream().filter(job::has).count();
        if (exclusive > 1) {
            throw Refusal.usage(2, "the -L, -p, and -U flags are exclusive");
        }
        if (job.has("o") && !job.has("u")) {
            throw Refusal.usage(2, "-o flag is only allowed with the -u flag");
        }
        if (job.has("m") && !job.has("d")) {
            throw Refusal.usage(2, "-m flag is only allowed with the -d flag");
        }
    }

    private static void change(Job job, AccountFiles files, Accounts.User user) throws IOException {
        String name = user.name();
        field(job, files, name, "u", AccountFiles.UID, "UID", job.value("u", null), "" + user.uid());
        Optional<Accounts.Group> group =
                job.has("g") ? AccountValues.group(job.accounts(), job.value("g", "")) : Optional.empty();
        field(
                job,
                files,
                name,
                "g",
                AccountFiles.GID,
                "GID",
                group.map(it -> "" + it.gid()).orElse(null),
                "" + user.gid());
        if (job.has("c")) {
            files.setUser(name, AccountFiles.GECOS, job.value("c", ""));
        }
        field(job, files, name, "d", AccountFiles.HOME, "home", job.value("d", null), user.home());
        field(job, files, name, "s", AccountFiles.SHELL, "shell", job.value("s", null), user.shell());
        password(job, files, name);
        aging(job, files, name, "f", 6, "inactive");
        aging(job, files, name, "e", 7, "expiration");
        if (job.has("l") && !job.value("l", name).equals(name)) {
            rename(job, files, name, job.value("l", name));
        }
        if (job.has("G")) {
            groups(job, files, job.value("l", name));
        }
    }

    private static void field(
            Job job, AccountFiles files, String name, String key, int at, String what, String value, String old) {
        if (job.has(key) && value != null && !value.equals(old)) {
            files.setUser(name, at, value);
            job.log("change user '" + name + "' " + what + " from '" + old + "' to '" + value + "'");
        }
    }

    private static void password(Job job, AccountFiles files, String name) throws IOException {
        String old = files.password(name).orElse("");
        if (job.has("p")) {
            files.setPassword(name, job.value("p", ""), job.today());
            job.log("change user '" + name + "' password");
        } else if (job.has("L") && !old.startsWith("!")) {
            files.setPassword(name, "!" + old, -1);
            job.log("lock user '" + name + "' password");
        } else if (job.has("U") && old.startsWith("!")) {
            if (old.length() < 2 || old.charAt(1) == '!') {
                job.process()
                        .err()
                        .println(
                                job.name() + ": unlocking the user's password would result in a passwordless account.\n"
                                        + "You should set a password with usermod -p to unlock this user's password.");
                return;
            }
            files.setPassword(name, old.substring(1), -1);
            job.log("unlock user '" + name + "' password");
        }
    }

    private static void aging(Job job, AccountFiles files, String name, String key, int at, String what) {
        Optional<String[]> line = files.shadow().find(name).filter(it -> it.length > at);
        if (!job.has(key) || line.isEmpty()) {
            return;
        }
        String[] fields = line.get();
        long old = Days.field(fields, at);
        long value = Days.parse(job.value(key, "")).orElse(-1);
        if (old == value) {
            return;
        }
        fields[at] = Days.field(value);
        files.shadow().put(name, fields);
        boolean date = key.equals("e");
        job.log("change user '" + name + "' " + what + " from '" + (date ? day(old) : "" + old) + "' to '"
                + (date ? day(value) : "" + value) + "'");
    }

    private static String day(long day) {
        return day < 0 ? "never" : Days.iso(day);
    }

    private static void rename(Job job, AccountFiles files, String from, String to) {
        for (TableFile file : List.of(files.passwd(), files.shadow(), files.subuid(), files.subgid())) {
            file.find(from).ifPresent(it -> {
                it[0] = to;
                file.put(from, it);
            });
        }
        job.log("change user name '" + from + "' to '" + to + "'");
        files.renameMember(from, to, job::log);
    }

    private static void groups(Job job, AccountFiles files, String name) throws IOException {
        List<String> given = AccountValues.groups(job, job.value("G", ""));
        List<String> wanted = new ArrayList<>(given);
        if (job.has("a") || job.has("r")) {
            wanted = new ArrayList<>(files.groupsOf(name));
            if (job.has("r")) {
                wanted.removeAll(given);
            } else {
                wanted.addAll(given);
            }
        }
        files.setGroups(name, wanted, job::log);
    }

    /** The home folder's move, and its files' new owner. */
    private static void moveFiles(Job job, Accounts.User user) throws IOException {
        String home = job.value("d", user.home());
        if (job.has("m") && !home.equals(user.home())) {
            if (!job.files().exists(user.home())) {
                job.warn("The previous home directory (" + user.home()
                        + ") does not exist or is inaccessible. Move cannot be completed.");
                throw Refusal.of(12, null);
            }
            if (job.files().exists(home)) {
                throw Refusal.of(12, "directory " + home + " exists");
            }
            job.files().rename(user.home(), home);
        }
        int uid = job.has("u") ? Integer.parseInt(job.value("u", "")) : user.uid();
        int gid = job.has("g")
                ? AccountValues.group(job.accounts(), job.value("g", ""))
                        .map(Accounts.Group::gid)
                        .orElse(user.gid())
                : user.gid();
        HomeFolder folder = new HomeFolder(job.process());
        if ((uid != user.uid() || gid != user.gid())
                && job.files().exists(home)
                && job.files().stat(home).uid() == user.uid()) {
            folder.give(home, user.uid(), uid, user.gid(), gid);
        }
        String spool = "/var/mail/" + user.name();
        if (!job.files().exists(spool)) {
            return;
        }
        if (uid != user.uid()) {
            folder.give(spool, user.uid(), uid, -1, -1);
        }
        if (job.has("l")) {
            job.files().rename(spool, "/var/mail/" + job.value("l", ""));
        }
    }
}
