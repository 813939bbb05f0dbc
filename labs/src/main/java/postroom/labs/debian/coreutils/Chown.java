package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Stat;
import postroom.labs.host.Accounts;
import postroom.labs.io.ErrnoException;

/** {@code chown(1)} and {@code chgrp(1)}: change owner and group. */
final class Chown extends GnuProgram {
    private static final int MAX_DEPTH = 256;

    private final boolean groupOnly;

    /** Either of the two. */
    Chown(boolean groupOnly) {
        super(
                "HLPRcfhv",
                "changes",
                "c",
                "dereference",
                "dereference",
                "from=",
                "from",
                "no-dereference",
                "h",
                "no-preserve-root",
                "no-preserve-root",
                "preserve-root",
                "preserve-root",
                "quiet",
                "f",
                "recursive",
                "R",
                "reference=",
                "reference",
                "silent",
                "f",
                "verbose",
                "v");
        this.groupOnly = groupOnly;
    }

    /** Ids to set, -1 for none, and their names as they were given. */
    private record Owner(int uid, int gid, String user, String group) {}

    @Override
    protected int run(Call call) throws IOException {
        List<String> paths = call.operands();
        call.atLeast(1);
        Owner owner;
        if (call.has("reference")) {
            String file = call.value("reference", "");
            try {
                Stat stat = call.files().stat(file);
                owner = new Owner(groupOnly ? -1 : stat.uid(), stat.gid(), null, null);
            } catch (ErrnoException e) {
                throw Failure.of(1, "failed to get attributes of " + Quoting.always(file) + ": " + e.getMessage());
            }
        } else {
            if (paths.size() == 1) {
                throw Failure.usage("missing operand after " + Quoting.locale(paths.get(0)));
            }
            Accounts accounts = call.process().host().accounts();
            owner = groupOnly ? group(accounts, paths.get(0)) : owner(accounts, paths.get(0));
            paths = paths.subList(1, paths.size());
        }
        for (String path : paths) {
            change(call, owner, path, 0);
        }
        return 0;
    }

    private static Owner group(Accounts accounts, String name) {
        int gid = name.isEmpty()
                ? -1
                : gid(accounts, name).orElseThrow(() -> Failure.of(1, "invalid group: " + Quoting.locale(name)));
        return new Owner(-1, gid, null, name);
    }

    private static Optional<Integer> gid(Accounts accounts, String name) {
        Optional<Integer> named = accounts.group(name).map(Accounts.Group::gid);
        return named.isPresent() || !name.matches("\\+?[0-9]{1,9}") ? named : Optional.of(Integer.parseInt(name));
    }

    /** {@code user}, {@code user:group}, {@code user:} (the group that the user logs in with), {@code :group}. */
    private static Owner owner(Accounts accounts, String spec) {
        int colon = spec.indexOf(':');
        String separator = ":";
        if (colon < 0 && accounts.user(spec).isEmpty() && spec.indexOf('.') >= 0) {
            separator = ".";
            colon = spec.indexOf('.');
        }
        String user = colon < 0 ? spec : spec.substring(0, colon);
        String group = colon < 0 ? null : spec.substring(colon + 1);
        int uid = -1;
        int gid = -1;
        if (!user.isEmpty()) {
            Optional<Accounts.User> found = accounts.user(user);
            boolean number = user.matches("\\+?[0-9]{1,9}");
            if (found.isEmpty() && (!number || group != null && group.isEmpty())) {
                boolean whole = group != null && group.isEmpty() || number;
                throw Failure.of(1, "invalid " + (whole ? "spec" : "user") + ": " + Quoting.locale(spec));
            }
            uid = found.map(Accounts.User::uid).orElseGet(() -> Integer.parseInt(user));
            if (group != null && group.isEmpty()) {
                gid = found.get().gid();
                return new Owner(uid, gid, user, accounts.groupName(gid));
            }
        }
        if (group != null && !group.isEmpty()) {
            gid = gid(accounts, group).orElseThrow(() -> Failure.of(1, "invalid group: " + Quoting.locale(spec)));
        }
        return new Owner(uid, gid, uid < 0 ? null : user, separator.isEmpty() || gid < 0 ? null : group);
    }

    private void change(Call call, Owner owner, String path, int depth) throws IOException {
        call.process().step();
        boolean follow = !call.has("h") && (depth == 0 && !call.has("R") || call.has("L"));
        Stat before;
        try {
            before = follow || depth == 0 && call.has("H")
                    ? call.files().stat(path)
                    : call.files().lstat(path);
        } catch (ErrnoException e) {
            quietly(call, "cannot " + (follow ? "dereference" : "access"), path, e, follow);
            return;
        }
        try {
            if (before.isDirectory() && call.has("R") && depth < MAX_DEPTH) {
                for (DirectoryEntry each : call.files().list(path)) {
                    change(call, owner, path.endsWith("/") ? path + each.name() : path + "/" + each.name(), depth + 1);
                }
            }
        } catch (ErrnoException e) {
            quietly(call, "cannot read directory", path, e, false);
        }
        try {
            call.files().chown(path, owner.uid, owner.gid, follow || before.type() != FileType.SYMLINK);
            report(call, owner, path, before);
        } catch (ErrnoException e) {
            quietly(call, owner.uid < 0 ? "changing group of" : "changing ownership of", path, e, false);
        }
    }

    private static void quietly(Call call, String what, String path, ErrnoException e, boolean access)
            throws IOException {
        if (call.has("f")) {
            call.fail(1);
        } else {
            call.cannot(access ? "cannot access" : what, path, e);
        }
    }

    private void report(Call call, Owner owner, String path, Stat before) throws IOException {
        boolean changed = owner.uid >= 0 && owner.uid != before.uid() || owner.gid >= 0 && owner.gid != before.gid();
        if (!call.has("v") && !(call.has("c") && changed)) {
            return;
        }
        Accounts accounts = call.process().host().accounts();
        String now = describe(owner.user, owner.group);
        String old = describe(
                owner.user == null ? null : accounts.userName(before.uid()),
                owner.group == null ? null : accounts.groupName(before.gid()));
        String what = owner.uid < 0 ? "group of " : "ownership of ";
        call.print(
                changed
                        ? "changed " + what + Quoting.always(path) + " from " + old + " to " + now + "\n"
                        : what + Quoting.always(path) + " retained as " + old + "\n");
    }

    private static String describe(String user, String group) {
        return user == null ? String.valueOf(group) : group == null ? user : user + ":" + group;
    }
}
