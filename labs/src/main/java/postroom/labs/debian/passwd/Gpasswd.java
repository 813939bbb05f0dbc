package postroom.labs.debian.passwd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.pam.PasswordReader;
import postroom.labs.host.Accounts;
import postroom.labs.host.Syslog;

/** {@code gpasswd(1)}: members, administrators and password of a group; for root and the group's administrators. */
final class Gpasswd extends ShadowTool {
    private static final int TRIES = 3;

    Gpasswd() {
        super(
                "passwd/gpasswd",
                3,
                "a:A:d:ghM:Q:rR",
                "add=",
                "a",
                "administrators=",
                "A",
                "delete=",
                "d",
                "help",
                "h",
                "members=",
                "M",
                "root=",
                "Q",
                "remove-password",
                "r",
                "restrict",
                "R");
    }

    @Override
    int run(Job job) throws IOException {
        long actions = List.of("a", "d", "r", "R").stream().filter(job::has).count();
        boolean lists = job.has("A") || job.has("M");
        if (actions > 1 || actions == 1 && lists || job.operands().size() != 1) {
            throw Refusal.usage(2, null);
        }
        for (String key : new String[] {"a", "d", "A", "M"}) {
            for (String user : job.has(key) ? job.value(key, "").split(",") : new String[0]) {
                if (!user.isEmpty()
                        && !key.equals("d")
                        && job.accounts().user(user).isEmpty()) {
                    throw Refusal.of(3, "user '" + user + "' does not exist");
                }
            }
        }
        String name = job.operands().get(0);
        Accounts.Group group = job.accounts()
                .group(name)
                .orElseThrow(() -> Refusal.of(3, "group '" + name + "' does not exist in /etc/group"));
        AccountFiles files = new AccountFiles(job.files());
        boolean administers = files.administrators(name).contains(job.caller());
        if (!job.byRoot() && (!administers || job.has("A") || job.has("M"))) {
            job.log(Syslog.Priority.WARNING, job.caller() + " failed to " + attempt(job, name) + ": Permission denied");
            throw Refusal.of(1, "Permission denied.");
        }
        change(job, job.lock(1, "/etc/group"), group);
        return 0;
    }

    /** What was asked for, in the words of the log. */
    private static String attempt(Job job, String group) {
        if (job.has("a")) {
            return "add user " + job.value("a", "") + " to group " + group;
        } else if (job.has("d")) {
            return "remove user " + job.value("d", "") + " from group " + group;
        } else if (job.has("r")) {
            return "remove password of group " + group;
        } else if (job.has("R")) {
            return "restrict access to group " + group;
        } else if (job.has("A")) {
            return "set the administrators of group " + group + " to " + job.value("A", "");
        } else if (job.has("M")) {
            return "set the members of group " + group + " to " + job.value("M", "");
        }
        return "change password of group " + group;
    }

    private static void change(Job job, AccountFiles files, Accounts.Group group) throws IOException {
        String name = group.name();
        String by = job.caller();
        if (job.has("a")) {
            String user = job.value("a", "");
            job.process().out().println("Adding user " + user + " to group " + name);
            List<String> members = new ArrayList<>(group.members());
            if (!members.contains(user)) {
                members.add(user);
            }
            files.setMembers(name, members);
            job.log("user " + user + " added by " + by + " to group " + name);
        } else if (job.has("d")) {
            String user = job.value("d", "");
            job.process().out().println("Removing user " + user + " from group " + name);
            List<String> members = new ArrayList<>(group.members());
            if (!members.remove(user)) {
                throw Refusal.of(3, "user '" + user + "' is not a member of '" + name + "'");
            }
            files.setMembers(name, members);
            job.log("user " + user + " removed by " + by + " from group " + name);
        } else if (job.has("A") || job.has("M")) {
            if (job.has("A")) {
                files.setAdministrators(name, list(job.value("A", "")));
                job.log("administrators of group " + name + " set by " + by + " to " + job.value("A", ""));
            }
            if (job.has("M")) {
                files.setMembers(name, list(job.value("M", "")));
                job.log("members of group " + name + " set by " + by + " to " + job.value("M", ""));
            }
        } else if (job.has("r")) {
            password(files, name, "");
            job.log("password of group " + name + " removed by " + by);
        } else if (job.has("R")) {
            password(files, name, "!");
            job.log("access to group " + name + " restricted by " + by);
        } else {
            password(files, name, asked(job, name));
            job.log("password of group " + name + " changed by " + by);
        }
        files.save();
    }

    private static List<String> list(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(","));
    }

    private static void password(AccountFiles files, String name, String hash) {
        files.gshadow().find(name).filter(it -> it.length > 1).ifPresent(it -> {
            it[1] = hash;
            files.gshadow().put(name, it);
        });
    }

    private static String asked(Job job, String name) throws IOException {
        if (job.process().fd(0).terminal().isEmpty()
                || job.process().fd(1).terminal().isEmpty()) {
            throw Refusal.of(1, "Not a tty");
        }
        job.process().out().println("Changing the password for group " + name);
        job.process().out().flush();
        PasswordReader reader = new PasswordReader(
                job.process(), job.process().fd(0), job.process().fd(1));
        for (int tried = 1; tried <= TRIES; tried++) {
            PasswordReader.Answer first = reader.read("New Password: ");
            if (first.instead().isPresent()) {
                throw Refusal.of(1, null);
            }
            PasswordReader.Answer second = reader.read("Re-enter new password: ");
            if (second.instead().isPresent()) {
                throw Refusal.of(1, null);
            }
            if (first.text().equals(second.text())) {
                return new PasswordChange(job, "gpasswd").hash(first.text());
            }
            if (tried < TRIES) {
                job.process().out().println("They don't match; try again");
            }
        }
        throw Refusal.of(1, "Try again later");
    }
}
