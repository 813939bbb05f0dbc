package postroom.labs.host;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Stat;
import postroom.labs.io.ErrnoException;

/**
 * Users and groups, as {@code /etc/passwd} and {@code /etc/group} say now ({@code passwd(5)}, {@code group(5)}). The
 * files are the only place where they are kept; what was read last is remembered until the file changes.
 */
public final class Accounts {
    private final FileAccess files;
    private volatile Cached<User> users = new Cached<>(null, List.of());
    private volatile Cached<Group> groups = new Cached<>(null, List.of());

    Accounts(FileAccess files) {
        this.files = files;
    }

    /** A line of {@code passwd(5)}. */
    public record User(String name, String password, int uid, int gid, String gecos, String home, String shell) {}

    /** A line of {@code group(5)}. */
    public record Group(String name, int gid, List<String> members) {}

    private record Cached<T>(Stat stat, List<T> entries) {}

    /** All users in the order of the file; lines that are not well formed are skipped. */
    public List<User> users() {
        users = current("/etc/passwd", users, Accounts::user);
        return users.entries;
    }

    /** All groups in the order of the file. */
    public List<Group> groups() {
        groups = current("/etc/group", groups, Accounts::group);
        return groups.entries;
    }

    /** The user of a name. */
    public Optional<User> user(String name) {
        return users().stream().filter(it -> it.name.equals(name)).findFirst();
    }

    /** The user of a number. */
    public Optional<User> user(int uid) {
        return users().stream().filter(it -> it.uid == uid).findFirst();
    }

    /** The group of a name. */
    public Optional<Group> group(String name) {
        return groups().stream().filter(it -> it.name.equals(name)).findFirst();
    }

    /** The group of a number. */
    public Optional<Group> group(int gid) {
        return groups().stream().filter(it -> it.gid == gid).findFirst();
    }

    /** The numbers of all users. */
    public Set<Integer> uids() {
        return users().stream().map(User::uid).collect(Collectors.toSet());
    }

    /** The numbers of all groups. */
    public Set<Integer> gids() {
        return groups().stream().map(Group::gid).collect(Collectors.toSet());
    }

    /** A user's name, or the number as text if there is none. */
    public String userName(int uid) {
        return user(uid).map(User::name).orElseGet(() -> Integer.toString(uid));
    }

    /** A group's name, or the number as text if there is none. */
    public String groupName(int gid) {
        return group(gid).map(Group::name).orElseGet(() -> Integer.toString(gid));
    }

    /** In whose name a log-in of {@code user} acts, with all groups ({@code initgroups(3)}). */
    public Credentials credentials(User user) {
        Set<Integer> all = new HashSet<>();
        all.add(user.gid);
        for (Group group : groups()) {
            if (group.members.contains(user.name)) {
                all.add(group.gid);
            }
        }
        return new Credentials(user.uid, user.gid, all);
    }

    private <T> Cached<T> current(String path, Cached<T> known, Function<String[], Optional<T>> parse) {
        try {
            Stat stat = files.stat(path);
            if (stat.equals(known.stat)) {
                return known;
            }
            List<T> entries = new ArrayList<>();
            String text = new String(files.readAll(path), StandardCharsets.UTF_8);
            for (String line : text.split("\n")) {
                parse.apply(line.split(":", -1)).ifPresent(entries::add);
            }
            return new Cached<>(stat, List.copyOf(entries));
        } catch (ErrnoException unreadable) {
            return new Cached<>(null, List.of());
        }
    }

    private static Optional<User> user(String[] f) {
        if (f.length < 7 || !isNumber(f[2]) || !isNumber(f[3])) {
            return Optional.empty();
        }
        return Optional.of(new User(f[0], f[1], Integer.parseInt(f[2]), Integer.parseInt(f[3]), f[4], f[5], f[6]));
    }

    private static Optional<Group> group(String[] f) {
        if (f.length < 4 || !isNumber(f[2])) {
            return Optional.empty();
        }
        List<String> members = f[3].isEmpty() ? List.of() : List.of(f[3].split(","));
        return Optional.of(new Group(f[0], Integer.parseInt(f[2]), members));
    }

    private static boolean isNumber(String text) {
        return text.matches("[0-9]{1,9}");
    }
}
