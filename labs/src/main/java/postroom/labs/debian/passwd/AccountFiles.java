package postroom.labs.debian.passwd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;

/** The files that hold users and groups, together, while a program changes them. */
final class AccountFiles {
    /** Places of fields in passwd. */
    static final int UID = 2;

    static final int GID = 3;
    static final int GECOS = 4;
    static final int HOME = 5;
    static final int SHELL = 6;
    /** Places of fields in group and gshadow. */
    static final int MEMBERS = 3;

    private static final int ADMINS = 2;

    private final TableFile passwd;
    private final TableFile shadow;
    private final TableFile group;
    private final TableFile gshadow;
    private final TableFile subuid;
    private final TableFile subgid;

    AccountFiles(FileAccess files) throws ErrnoException {
        passwd = new TableFile(files, "/etc/passwd");
        shadow = new TableFile(files, "/etc/shadow");
        group = new TableFile(files, "/etc/group");
        gshadow = new TableFile(files, "/etc/gshadow");
        subuid = new TableFile(files, "/etc/subuid");
        subgid = new TableFile(files, "/etc/subgid");
    }

    TableFile passwd() {
        return passwd;
    }

    TableFile shadow() {
        return shadow;
    }

    TableFile group() {
        return group;
    }

    TableFile gshadow() {
        return gshadow;
    }

    TableFile subuid() {
        return subuid;
    }

    TableFile subgid() {
        return subgid;
    }

    void save() throws ErrnoException {
        passwd.save();
        shadow.save();
        group.save();
        gshadow.save();
        subuid.save();
        subgid.save();
    }

    /** Changes one field of a user's line in passwd. */
    void setUser(String name, int field, String value) {
        passwd.find(name).filter(it -> it.length > field).ifPresent(it -> {
            it[field] = value;
            passwd.put(name, it);
        });
    }

    /** The second field of a user's line in shadow. */
    Optional<String> password(String name) {
        return shadow.find(name).filter(it -> it.length > 1).map(it -> it[1]);
    }

    /** Sets a user's password field, and that it was changed {@code today}; -1 leaves that day as it is. */
    void setPassword(String name, String hash, long today) {
        String[] fields = shadow.find(name).orElseGet(() -> new String[] {name, "", "", "", "", "", "", "", ""});
        fields[1] = hash;
        if (today >= 0) {
            fields[2] = Long.toString(today);
        }
        shadow.put(name, fields);
    }

    /** The names of a group's members as a file has them. */
    static List<String> members(String[] fields) {
        return fields.length <= MEMBERS || fields[MEMBERS].isEmpty()
                ? new ArrayList<>()
                : new ArrayList<>(List.of(fields[MEMBERS].split(",")));
    }

    /** Puts a user into the groups that are wanted and out of the others, in group and gshadow. */
    void setGroups(String user, List<String> wanted, Consumer<String> log) {
        setGroups(group, "", user, wanted, log);
        setGroups(gshadow, "shadow ", user, wanted, log);
    }

    private static void setGroups(TableFile file, String kind, String user, List<String> wanted, Consumer<String> log) {
        for (String[] fields : file.entries()) {
            if (fields.length <= MEMBERS) {
                continue;
            }
            List<String> members = members(fields);
            boolean is = members.contains(user);
            boolean should = wanted.contains(fields[0]);
            if (is == should) {
                continue;
            }
            if (should) {
                members.add(user);
                log.accept("add '" + user + "' to " + kind + "group '" + fields[0] + "'");
            } else {
                members.remove(user);
                log.accept("delete '" + user + "' from " + kind + "group '" + fields[0] + "'");
            }
            fields[MEMBERS] = String.join(",", members);
            file.put(fields[0], fields);
        }
    }

    /** The groups whose member a user is, in the order of the file. */
    List<String> groupsOf(String user) {
        return group.entries().stream()
                .filter(it -> members(it).contains(user))
                .map(it -> it[0])
                .toList();
    }

    /** Gives a user another name wherever groups list him. */
    void renameMember(String from, String to, Consumer<String> log) {
        for (TableFile file : List.of(group, gshadow)) {
            for (String[] fields : file.entries()) {
                List<String> members = members(fields);
                if (!members.contains(from)) {
                    continue;
                }
                members.replaceAll(it -> it.equals(from) ? to : it);
                fields[MEMBERS] = String.join(",", members);
                file.put(fields[0], fields);
                log.accept("change '" + from + "' to '" + to + "' in " + (file == gshadow ? "shadow " : "") + "group '"
                        + fields[0] + "'");
            }
        }
    }

    /** Sets a group's members in both files. */
    void setMembers(String name, List<String> members) {
        for (TableFile file : List.of(group, gshadow)) {
            file.find(name).filter(it -> it.length > MEMBERS).ifPresent(it -> {
                it[MEMBERS] = String.join(",", members);
                file.put(name, it);
            });
        }
    }

    /** A group's administrators. */
    List<String> administrators(String name) {
        return gshadow.find(name)
                .filter(it -> it.length > ADMINS && !it[ADMINS].isEmpty())
                .map(it -> List.of(it[ADMINS].split(",")))
                .orElse(List.of());
    }

    void setAdministrators(String name, List<String> administrators) {
        gshadow.find(name).filter(it -> it.length > ADMINS).ifPresent(it -> {
            it[ADMINS] = String.join(",", administrators);
            gshadow.put(name, it);
        });
    }

    /** Makes a group with no members. */
    void addGroup(String name, int gid) {
        group.put(name, name, "x", Integer.toString(gid), "");
        gshadow.put(name, name, "!", "", "");
    }
}
