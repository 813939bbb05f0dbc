package postroom.labs.debian.postfix.setup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;

/** Accounts of services: {@code addgroup --system}, {@code adduser --system}, and their end. */
final class SystemAccounts {
    private static final int FIRST = 100;
    private static final int LAST = 999;

    private final Process process;

    SystemAccounts(Process process) {
        this.process = process;
    }

    private Accounts accounts() {
        return process.host().accounts();
    }

    void group(String name) throws IOException {
        if (accounts().group(name).isPresent()) {
            return;
        }
        int gid = free(accounts().groups().stream().map(Accounts.Group::gid).collect(Collectors.toSet()));
        process.out().println("Adding group `" + name + "' (GID " + gid + ") ...");
        append("/etc/group", name + ":x:" + gid + ":\n");
        append("/etc/gshadow", name + ":!::\n");
        process.out().println("Done.");
    }

    /** A user without password and shell, whose group is there. */
    void user(String name, String group, String home) throws IOException {
        if (accounts().user(name).isPresent()) {
            return;
        }
        int uid = free(accounts().users().stream().map(Accounts.User::uid).collect(Collectors.toSet()));
        int gid = accounts().group(group).orElseThrow().gid();
        process.out().println("Adding system user `" + name + "' (UID " + uid + ") ...");
        process.out().println("Adding new user `" + name + "' (UID " + uid + ") with group `" + group + "' ...");
        append("/etc/passwd", name + ":x:" + uid + ":" + gid + "::" + home + ":/usr/sbin/nologin\n");
        long day = process.host().clock().instant().getEpochSecond() / 86_400;
        append("/etc/shadow", name + ":!:" + day + "::::::\n");
        process.out().println("Not creating home directory `" + home + "'.");
    }

    void deleteUser(String name) throws IOException {
        without("/etc/passwd", name);
        without("/etc/shadow", name);
    }

    void deleteGroup(String name) throws IOException {
        without("/etc/group", name);
        without("/etc/gshadow", name);
    }

    private static int free(Set<Integer> taken) {
        int id = FIRST;
        while (taken.contains(id) && id < LAST) {
            id++;
        }
        return id;
    }

    private void append(String path, String line) throws IOException {
        process.files().append(path, line.getBytes(UTF_8));
    }

    private void without(String path, String name) throws IOException {
        String text = new String(process.files().readAll(path), UTF_8);
        String rest = text.lines()
                .filter(it -> !it.startsWith(name + ":"))
                .map(it -> it + "\n")
                .collect(Collectors.joining());
        process.files().writeAll(path, rest.getBytes(UTF_8));
    }
}
