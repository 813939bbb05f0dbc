package postroom.labs.debian.passwd;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/**
 * {@code useradd(8)}: enters a user in passwd, shadow, group and gshadow, and makes the home folder from /etc/skel.
 *
 * <p>Exit status as the man page has it: 1 no permission, 2 usage, 3 bad argument, 4 uid in use, 6 no such group, 9 name
 * in use.
 */
final class Useradd implements Program {
    private static final Getopt OPTIONS = new Getopt(
            "b:c:d:De:f:Fg:G:hk:K:lmMNop:rR:P:s:u:UZ:",
            "badname", "badname", "base-dir=", "b", "comment=", "c", "home-dir=", "d", "defaults", "D", "expiredate=", "e",
            "inactive=", "f", "gid=", "g", "groups=", "G", "help", "h", "skel=", "k", "key=", "K", "no-log-init", "l",
            "create-home", "m", "no-create-home", "M", "no-user-group", "N", "non-unique", "o", "password=", "p", "system",
            "r", "shell=", "s", "uid=", "u", "user-group", "U");
    private static final int FIRST_UID = 1000;
    private static final int LAST_UID = 60_000;

    @Override
    public int run(Process process) throws IOException {
        Getopt.Parsed parsed;
        try {
            parsed = OPTIONS.parse(process.argv());
        } catch (UsageException wrong) {
            process.err().println(wrong.getMessage());
            process.err().print(usage());
            return 2;
        }
        if (parsed.has("h")) {
            process.out().print(usage());
            return 0;
        }
        if (parsed.operands().size() != 1) {
            process.err().print(usage());
            return 2;
        }
        return add(process, parsed, parsed.operands().get(0));
    }

    private static String usage() throws IOException {
        try (InputStream in = Useradd.class.getResourceAsStream("/postroom/labs/debian/passwd/useradd-usage")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int add(Process process, Getopt.Parsed parsed, String name) throws IOException {
        Accounts accounts = process.host().accounts();
        if (!parsed.has("badname") && !name.matches("[a-z_][a-z0-9_-]{0,31}\\$?")) {
            return fail(process, 3, "invalid user name '" + name + "': use --badname to ignore");
        }
        String shell = parsed.value("s", "/bin/sh");
        if (parsed.has("s") && !process.files().allows(shell, 1)) {
            process.err().println("useradd: Warning: missing or non-executable shell '" + shell + "'");
        }
        if (!process.who().isRoot()) {
            process.err().println("useradd: Permission denied.");
            return fail(process, 1, "cannot lock /etc/passwd; try again later.");
        }
        if (accounts.user(name).isPresent()) {
            return fail(process, 9, "user '" + name + "' already exists");
        }
        boolean ownGroup = !parsed.has("g") && !parsed.has("N");
        if (ownGroup && accounts.group(name).isPresent()) {
            return fail(process, 9, "group " + name + " exists - if you want to add this user to that group, use -g.");
        }
        String uidText = parsed.value("u", null);
        if (uidText != null && !uidText.matches("[0-9]{1,9}")) {
            return fail(process, 3, "invalid user ID '" + uidText + "'");
        }
        int uid = uidText == null ? freeUid(accounts, parsed.has("r")) : Integer.parseInt(uidText);
        if (!parsed.has("o") && accounts.user(uid).isPresent()) {
            return fail(process, 4, "UID " + uid + " is not unique");
        }
        int gid = uid;
        if (parsed.has("g")) {
            Optional<Accounts.Group> group = group(accounts, parsed.value("g", ""));
            if (group.isEmpty()) {
                return fail(process, 6, "group '" + parsed.value("g", "") + "' does not exist");
            }
            gid = group.get().gid();
        } else if (!ownGroup) {
            gid = 100;
        }
        List<String> members = parsed.has("G") ? List.of(parsed.value("G", "").split(",")) : List.of();
        for (String each : members) {
            if (group(accounts, each).isEmpty()) {
                return fail(process, 6, "group '" + each + "' does not exist");
            }
        }
        enter(process, parsed, name, uid, gid, shell, ownGroup, members);
        return 0;
    }

    private static int freeUid(Accounts accounts, boolean system) {
        int uid = system ? 999 : FIRST_UID;
        if (!system) {
            for (Accounts.User each : accounts.users()) {
                if (each.uid() >= FIRST_UID && each.uid() < LAST_UID) {
                    uid = Math.max(uid, each.uid() + 1);
                }
            }
            return uid;
        }
        while (accounts.user(uid).isPresent() || accounts.group(uid).isPresent()) {
            uid--;
        }
        return uid;
    }

    private static Optional<Accounts.Group> group(Accounts accounts, String text) {
        return text.matches("[0-9]{1,9}") ? accounts.group(Integer.parseInt(text)) : accounts.group(text);
    }

    private static void enter(
            Process process,
            Getopt.Parsed parsed,
            String name,
            int uid,
            int gid,
            String shell,
            boolean ownGroup,
            List<String> members)
            throws IOException {
        FileAccess files = process.files();
        String home = parsed.value("d", parsed.value("b", "/home") + "/" + name);
        long day = process.host().clock().instant().getEpochSecond() / 86_400;
        append(files, "/etc/passwd", name + ":x:" + uid + ":" + gid + ":" + parsed.value("c", "") + ":" + home + ":" + shell);
        append(files, "/etc/shadow", name + ":" + parsed.value("p", "!") + ":" + day + ":0:99999:7:::");
        if (ownGroup) {
            append(files, "/etc/group", name + ":x:" + gid + ":");
            append(files, "/etc/gshadow", name + ":!::");
        }
        if (!members.isEmpty()) {
            join(process, name, members, "/etc/group");
            join(process, name, members, "/etc/gshadow");
        }
        if (parsed.has("m") && !files.exists(home)) {
            files.mkdir(home, 0777);
            files.chown(home, uid, gid, false);
            copy(process, parsed.value("k", "/etc/skel"), home, uid, gid);
        }
        process.host()
                .syslog()
                .log(
                        "authpriv",
                        postroom.labs.host.Syslog.Priority.INFO,
                        "useradd[" + process.pid() + "]",
                        "new user: name=" + name + ", UID=" + uid + ", GID=" + gid + ", home=" + home + ", shell=" + shell
                                + ", from=none");
    }

    private static void append(FileAccess files, String path, String line) throws IOException {
        files.append(path, (line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void join(Process process, String name, List<String> groups, String path) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : new String(process.files().readAll(path), StandardCharsets.UTF_8).split("\n")) {
            String group = line.split(":", 2)[0];
            String number = line.split(":", 4).length > 2 ? line.split(":", 4)[2] : "";
            boolean joins = groups.contains(group) || path.equals("/etc/group") && groups.contains(number);
            lines.add(joins ? line + (line.endsWith(":") ? "" : ",") + name : line);
        }
        process.files().writeAll(path, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void copy(Process process, String from, String to, int uid, int gid) throws IOException {
        FileAccess files = process.files();
        if (!files.exists(from)) {
            return;
        }
        for (DirectoryEntry each : files.list(from)) {
            process.step();
            String source = from + "/" + each.name();
            String target = to + "/" + each.name();
            if (files.lstat(source).isDirectory()) {
                files.mkdir(target, 0777);
                copy(process, source, target, uid, gid);
            } else {
                files.writeAll(target, files.readAll(source));
            }
            files.chmod(target, files.stat(source).mode());
            files.chown(target, uid, gid, false);
        }
    }

    private static int fail(Process process, int status, String message) throws IOException {
        process.err().println("useradd: " + message);
        return status;
    }
}
