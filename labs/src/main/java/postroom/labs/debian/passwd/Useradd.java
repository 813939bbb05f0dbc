package postroom.labs.debian.passwd;

import java.io.IOException;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.host.Accounts;
import postroom.labs.io.Terminal;

/**
 * {@code useradd(8)}: enters a user in passwd, shadow, group and gshadow, and makes the home folder from /etc/skel.
 *
 * <p>Exit status as the man page has it: 1 no permission, 2 usage, 3 bad argument, 4 uid in use, 6 no such group, 9 name
 * in use.
 */
final class Useradd extends ShadowTool {
    Useradd() {
        super(
                "passwd/useradd",
                2,
                "b:c:d:De:f:Fg:G:hk:K:lmMNop:rR:P:s:u:UZ:",
                "badname",
                "badname",
                "btrfs-subvolume-home",
                "btrfs",
                "base-dir=",
                "b",
                "comment=",
                "c",
                "home-dir=",
                "d",
                "defaults",
                "D",
                "expiredate=",
                "e",
                "inactive=",
                "f",
                "add-subids-for-system",
                "F",
                "gid=",
                "g",
                "groups=",
                "G",
                "help",
                "h",
                "skel=",
                "k",
                "key=",
                "K",
                "no-log-init",
                "l",
                "create-home",
                "m",
                "no-create-home",
                "M",
                "no-user-group",
                "N",
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
                "shell=",
                "s",
                "uid=",
                "u",
                "user-group",
                "U",
                "selinux-user=",
                "Z");
    }

    @Override
    int run(Job job) throws IOException {
        UseraddDefaults defaults = new UseraddDefaults(job.files());
        LoginDefs rules = new LoginDefs(job.files());
        check(job, rules);
        if (job.has("D")) {
            if (!job.operands().isEmpty()) {
                throw Refusal.usage(2, null);
            }
            return defaults.showOrChange(job);
        }
        String name = job.operand();
        if (!job.has("badname") && !AccountValues.isGoodName(name)) {
            throw Refusal.of(3, "invalid user name '" + name + "': use --badname to ignore");
        }
        new Entry(job, defaults, rules, name).add();
        return 0;
    }

    /** What is wrong with the options' values, in their order. */
    private static void check(Job job, LoginDefs rules) throws IOException {
        for (Getopt.Option each : job.parsed().options()) {
            String value = each.value();
            switch (each.key()) {
                case "b" -> {
                    if (!value.startsWith("/") || value.contains(":")) {
                        throw Refusal.of(3, "invalid base directory '" + value + "'");
                    }
                }
                case "c" -> {
                    if (value.contains(":") || value.contains("\n")) {
                        throw Refusal.of(3, "invalid comment '" + value + "'");
                    }
                }
                case "d" -> {
                    if (!value.startsWith("/") || value.contains(":")) {
                        throw Refusal.of(3, "invalid home directory '" + value + "'");
                    }
                }
                case "K" -> {
                    if (value.indexOf('=') < 1) {
                        throw Refusal.of(3, "-K requires KEY=VALUE");
                    }
                    rules.override(value);
                }
                default -> AccountValues.check(job, each);
            }
        }
        if (job.has("o") && !job.has("u")) {
            throw Refusal.usage(2, "-o flag is only allowed with the -u flag");
        }
        if (job.has("k") && !job.has("m")) {
            throw Refusal.usage(2, "-k flag is only allowed with the -m flag");
        }
        if (job.has("U") && job.has("g")) {
            throw Refusal.usage(2, "options -U and -g conflict");
        }
        if (job.has("U") && job.has("N")) {
            throw Refusal.usage(2, "options -U and -N conflict");
        }
        if (job.has("m") && job.has("M")) {
            throw Refusal.usage(2, "options -m and -M conflict");
        }
    }

    /** The user that is being added. */
    private record Entry(Job job, UseraddDefaults defaults, LoginDefs rules, String name) {
        void add() throws IOException {
            AccountFiles files = job.lock(1, "/etc/passwd");
            Accounts accounts = job.accounts();
            boolean ownGroup = !job.has("g") && !job.has("N");
            boolean system = job.has("r");
            if (accounts.user(name).isPresent()) {
                throw Refusal.of(9, "user '" + name + "' already exists");
            }
            if (ownGroup && accounts.group(name).isPresent()) {
                throw failed(9, "group " + name + " exists - if you want to add this user to that group, use -g.");
            }
            int uid = job.has("u") ? Integer.parseInt(job.value("u", "")) : rules.free("UID", system, accounts.uids());
            if (uid < 0) {
                throw failed(4, "Can't get unique UID (no more available UIDs)");
            }
            if (!job.has("o") && accounts.user(uid).isPresent()) {
                throw failed(4, "UID " + uid + " is not unique");
            }
            int gid = gid(files, ownGroup, uid, system);
            enter(files, uid, gid, system);
        }

        private Refusal failed(int status, String message) {
            job.log("failed adding user '" + name + "', exit code: " + status);
            return Refusal.of(status, message);
        }

        private int gid(AccountFiles files, boolean ownGroup, int uid, boolean system) {
            Accounts accounts = job.accounts();
            if (!ownGroup) {
                return AccountValues.group(accounts, job.value("g", defaults.get("GROUP")))
                        .map(Accounts.Group::gid)
                        .orElse(100);
            }
            int gid = accounts.group(uid).isEmpty() ? uid : rules.free("GID", system, accounts.gids());
            files.addGroup(name, gid);
            job.log("new group: name=" + name + ", GID=" + gid);
            return gid;
        }

        private void enter(AccountFiles files, int uid, int gid, boolean system) throws IOException {
            String home = job.value("d", job.value("b", defaults.get("HOME")) + "/" + name);
            String shell = job.value("s", defaults.get("SHELL"));
            job.log("new user: name=" + name + ", UID=" + uid + ", GID=" + gid + ", home=" + home + ", shell=" + shell
                    + ", from="
                    + job.process().fd(0).terminal().map(Terminal::device).orElse("none"));
            files.passwd().put(name, name, "x", "" + uid, "" + gid, job.value("c", ""), home, shell);
            String expires = job.value("e", defaults.get("EXPIRE"));
            String inactive = job.value("f", defaults.get("INACTIVE"));
            files.shadow()
                    .put(
                            name,
                            name,
                            job.value("p", "!"),
                            Long.toString(job.today()),
                            system ? "" : rules.text("PASS_MIN_DAYS", "0"),
                            system ? "" : rules.text("PASS_MAX_DAYS", "99999"),
                            system ? "" : rules.text("PASS_WARN_AGE", "7"),
                            inactive.equals("-1") ? "" : inactive,
                            Days.field(Days.parse(expires).orElse(-1)),
                            "");
            if (!system || job.has("F")) {
                SubordinateIds.add(files.subuid(), name, rules, "UID");
                SubordinateIds.add(files.subgid(), name, rules, "GID");
            }
            if (job.has("G")) {
                files.setGroups(name, AccountValues.groups(job, job.value("G", "")), job::log);
            }
            files.save();
            if (job.has("m")
                    || !system
                            && !job.has("M")
                            && rules.text("CREATE_HOME", "no").equals("yes")) {
                makeHome(home, uid, gid);
            }
        }

        private void makeHome(String home, int uid, int gid) throws IOException {
            HomeFolder folder = new HomeFolder(job.process());
            if (job.files().exists(home)) {
                job.warn("warning: the home directory " + home + " already exists.");
                job.warn("Not copying any file from skel directory into it.");
                return;
            }
            int mode = Integer.parseInt(rules.text("HOME_MODE", "755"), 8);
            folder.make(home, mode, uid, gid);
            String skeleton = job.value("k", defaults.get("SKEL"));
            if (job.files().exists(skeleton)) {
                folder.copy(skeleton, home, uid, gid);
            }
        }
    }
}
