package postroom.labs.debian.adduser;

import static postroom.labs.debian.adduser.LongOptions.Kind.FLAG;
import static postroom.labs.debian.adduser.LongOptions.Kind.NUMBER;
import static postroom.labs.debian.adduser.LongOptions.Kind.TEXT;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.host.Accounts;

/**
 * {@code adduser(8)} and {@code addgroup(8)}: friendlier front ends to useradd, groupadd, passwd, chfn and gpasswd, which
 * they run as children.
 */
final class Adduser extends FrontEnd {
    private static final Map<String, LongOptions.Kind> OPTIONS = Map.ofEntries(
            Map.entry("add-extra-groups", FLAG),
            Map.entry("allow-all-names", FLAG),
            Map.entry("allow-badname", FLAG),
            Map.entry("allow-bad-names", FLAG),
            Map.entry("comment", TEXT),
            Map.entry("conf", TEXT),
            Map.entry("debug", FLAG),
            Map.entry("disabled-login", FLAG),
            Map.entry("disabled-password", FLAG),
            Map.entry("firstgid", NUMBER),
            Map.entry("firstuid", NUMBER),
            Map.entry("force-badname", FLAG),
            Map.entry("gecos", TEXT),
            Map.entry("gid", NUMBER),
            Map.entry("group", FLAG),
            Map.entry("help", FLAG),
            Map.entry("home", TEXT),
            Map.entry("ingroup", TEXT),
            Map.entry("lastgid", NUMBER),
            Map.entry("lastuid", NUMBER),
            Map.entry("no-create-home", FLAG),
            Map.entry("quiet", FLAG),
            Map.entry("shell", TEXT),
            Map.entry("system", FLAG),
            Map.entry("uid", NUMBER),
            Map.entry("verbose", FLAG),
            Map.entry("version", FLAG));
    private static final int MAX_NAME = 32;

    Adduser() {
        super("adduser", OPTIONS);
    }

    @Override
    int run(Work work) throws IOException {
        if (!work.process().who().isRoot()) {
            throw new Stop(1, "Only root may add a user or group to the system.");
        }
        boolean addgroup = work.process().name().equals("addgroup");
        List<String> names = work.options().names();
        if (names.isEmpty() || names.size() > 2) {
            throw new Stop(1, "Only one or two names allowed.");
        }
        work.warnOfMissingConfiguration();
        if (names.size() == 2) {
            if (addgroup) {
                throw new Stop(1, "addgroup with two arguments is an unspecified operation.");
            }
            return join(work, names.get(0), names.get(1));
        }
        String name = names.get(0);
        if (addgroup || work.has("group") && !work.has("system")) {
            return addGroup(work, name);
        }
        return work.has("system") ? new SystemUser(work, name).add() : new NewUser(work, name).add();
    }

    private static int join(Work work, String user, String group) throws IOException {
        if (work.accounts().user(user).isEmpty()) {
            throw new Stop(1, "The user `" + user + "' does not exist.");
        }
        Accounts.Group found = work.accounts()
                .group(group)
                .orElseThrow(() -> new Stop(1, "The group `" + group + "' does not exist."));
        if (found.members().contains(user)) {
            work.warn("The user `" + user + "' is already a member of `" + group + "'.");
            return 0;
        }
        work.tell("Adding user `" + user + "' to group `" + group + "' ...");
        addMember(work, user, found);
        work.tell("Done.");
        return 0;
    }

    static void addMember(Work work, String user, Accounts.Group group) throws IOException {
        List<String> members = new ArrayList<>(group.members());
        members.add(user);
        work.run("/usr/bin/gpasswd", "-M", String.join(",", members), group.name());
    }

    private static int addGroup(Work work, String name) throws IOException {
        checkName(work, name);
        boolean system = work.has("system");
        Optional<Accounts.Group> there = work.accounts().group(name);
        if (system && there.isPresent()) {
            if (isSystem(there.get().gid())) {
                work.tell("addgroup: The group `" + name + "' already exists as a system group. Exiting.");
                return 0;
            }
            throw new Stop(1, "The group `" + name + "' already exists and is not a system group. Exiting.");
        }
        if (there.isPresent()) {
            throw new Stop(1, "The group `" + name + "' already exists.");
        }
        int gid = gid(work, system);
        work.tell("Adding group `" + name + "' (GID " + gid + ") ...");
        work.run("/sbin/groupadd", "-g", Integer.toString(gid), name);
        work.tell("Done.");
        return 0;
    }

    private static boolean isSystem(int id) {
        return id >= 100 && id <= 999;
    }

    private static int gid(Work work, boolean system) {
        Accounts accounts = work.accounts();
        if (work.has("gid")) {
            int gid = Integer.parseInt(work.options().value("gid", ""));
            if (accounts.group(gid).isPresent()) {
                throw new Stop(1, "The GID `" + gid + "' is already in use.");
            }
            return gid;
        }
        return free(work, system, "GID");
    }

    /** The first number of the range that is free as both uid and gid, if {@code kind} is BOTH, or as that kind. */
    static int free(Work work, boolean system, String kind) {
        String range = kind.equals("GID") ? "GID" : "UID";
        Configuration conf = work.configuration();
        int first = system
                ? conf.number("FIRST_SYSTEM_" + range, 100)
                : Integer.parseInt(work.options()
                        .value(
                                "first" + range.toLowerCase(java.util.Locale.ROOT),
                                "" + conf.number("FIRST_" + range, 1000)));
        int last = system ? conf.number("LAST_SYSTEM_" + range, 999) : conf.number("LAST_" + range, 59_999);
        Accounts accounts = work.accounts();
        for (int id = first; id <= last; id++) {
            boolean uid = accounts.user(id).isPresent() && !kind.equals("GID");
            boolean gid = accounts.group(id).isPresent() && !kind.equals("UID");
            if (!uid && !gid) {
                return id;
            }
        }
        throw new Stop(
                1,
                "No " + range + " is available in the range " + first + "-" + last + " (FIRST_" + range + " - LAST_"
                        + range + ").");
    }

    /** What names of users and groups must not look like. */
    static void checkName(Work work, String name) throws IOException {
        if (name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > MAX_NAME) {
            throw new Stop(
                    1,
                    "Usernames must be no more than 32 bytes in length;\n"
                            + "            note that if you are using Unicode characters, the character\n"
                            + "            limit will be less than 32.");
        }
        if (name.matches("^[-+~].*|.*[:,/\\s].*")) {
            throw new Stop(
                    1,
                    "To avoid problems, the username must not start with a\n"
                            + "            dash, plus sign, or tilde, and it must not contain any of the\n"
                            + "            following: colon, comma, slash, or any whitespace characters\n"
                            + "            including spaces, tabs, and newlines.");
        }
        String pattern = work.configuration().text(work.has("system") ? "SYS_NAME_REGEX" : "NAME_REGEX", "");
        boolean good =
                pattern.isEmpty() ? name.matches("[a-z][-a-z0-9_]*\\$?") : new NamePattern(pattern).fits(work, name);
        if (good || work.has("allow-all-names")) {
            return;
        }
        if (work.has("force-badname") || work.has("allow-badname") || work.has("allow-bad-names")) {
            work.tell("Allowing use of questionable username.");
            return;
        }
        throw new Stop(
                1,
                "Please enter a username matching the regular expression\n"
                        + "            configured via the NAME_REGEX configuration variable.  Use the\n"
                        + "            `--allow-bad-names' option to relax this check or reconfigure\n"
                        + "            NAME_REGEX in configuration.");
    }
}
