package postroom.labs.debian.adduser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;

/** Accounts of services, as packages' scripts make them: {@code addgroup --system}, {@code adduser --system}, and their end. */
public final class SystemAccounts {
    private static final int FIRST = 100;
    private static final int LAST = 999;

    private final Process process;
    private final boolean quiet;

    /**
     * The accounts of a host.
     *
     * @param process root's, which says what it does
     * @param quiet {@code --quiet}: it does not
     */
    public SystemAccounts(Process process, boolean quiet) {
        this.process = process;
        this.quiet = quiet;
    }

    private void say(String line) throws IOException {
        if (!quiet) {
            process.out().println(line);
        }
    }

    private Accounts accounts() {
        return process.host().accounts();
    }

    /** Makes a group, unless there is one of that name. */
    public void group(String name) throws IOException {
        if (accounts().group(name).isPresent()) {
            return;
        }
        int gid = free(accounts().groups().stream().map(Accounts.Group::gid).collect(Collectors.toSet()));
        say("Adding group `" + name + "' (GID " + gid + ") ...");
        append("/etc/group", name + ":x:" + gid + ":\n");
        append("/etc/gshadow", name + ":!::\n");
        say("Done.");
    }

    /**
     * Makes a user without password and shell, unless there is one of that name. Its group is there.
     *
     * @param gecos the field behind the numbers, {@code ,,,} and all
     */
    public void user(String name, String group, String gecos, String home) throws IOException {
        if (accounts().user(name).isPresent()) {
            return;
        }
        int uid = free(accounts().users().stream().map(Accounts.User::uid).collect(Collectors.toSet()));
        int gid = accounts().group(group).orElseThrow().gid();
        say("Adding system user `" + name + "' (UID " + uid + ") ...");
        say("Adding new user `" + name + "' (UID " + uid + ") with group `" + group + "' ...");
        append("/etc/passwd", name + ":x:" + uid + ":" + gid + ":" + gecos + ":" + home + ":/usr/sbin/nologin\n");
        long day = process.host().clock().instant().getEpochSecond() / 86_400;
        append("/etc/shadow", name + ":!:" + day + "::::::\n");
        say("Not creating home directory `" + home + "'.");
    }

    /** Takes a user out of the files. */
    public void deleteUser(String name) throws IOException {
        without("/etc/passwd", name);
        without("/etc/shadow", name);
    }

    /** Takes a group out of the files. */
    public void deleteGroup(String name) throws IOException {
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
