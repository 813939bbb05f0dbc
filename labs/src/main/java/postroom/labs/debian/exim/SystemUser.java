package postroom.labs.debian.exim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;

/** The user {@code Debian-exim} and its group, which stay when the packages go. */
final class SystemUser {
    private static final int FIRST = 100;

    private SystemUser() {}

    static void make(Process process) throws IOException {
        Accounts accounts = process.host().accounts();
        if (accounts.user(Spool.USER).isPresent()) {
            return;
        }
        process.err().println("Adding system-user for exim (v4)");
        int gid = free(accounts.groups().stream().map(Accounts.Group::gid).collect(Collectors.toSet()));
        int uid = free(accounts.users().stream().map(Accounts.User::uid).collect(Collectors.toSet()));
        append(process.files(), "/etc/group", Spool.USER + ":x:" + gid + ":");
        append(process.files(), "/etc/gshadow", Spool.USER + ":!::");
        append(
                process.files(),
                "/etc/passwd",
                Spool.USER + ":x:" + uid + ":" + gid + "::" + Spool.DIRECTORY + ":/usr/sbin/nologin");
        long day = process.host().clock().instant().getEpochSecond() / 86_400;
        append(process.files(), "/etc/shadow", Spool.USER + ":!:" + day + "::::::");
    }

    private static int free(Set<Integer> taken) {
        int id = FIRST;
        while (taken.contains(id)) {
            id++;
        }
        return id;
    }

    private static void append(FileAccess files, String path, String line) throws IOException {
        files.append(path, (line + "\n").getBytes(UTF_8));
    }
}
