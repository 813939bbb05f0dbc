package postroom.labs.debian.adduser;

import static postroom.labs.debian.adduser.LongOptions.Kind.FLAG;
import static postroom.labs.debian.adduser.LongOptions.Kind.TEXT;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.debian.dpkg.Script;
import postroom.labs.debian.passwd.LineReader;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileType;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;

/** {@code deluser(8)} and {@code delgroup(8)}: front ends to userdel, groupdel and gpasswd. */
final class Deluser extends FrontEnd {
    private static final Map<String, LongOptions.Kind> OPTIONS = Map.ofEntries(
            Map.entry("backup", FLAG),
            Map.entry("backup-suffix", TEXT),
            Map.entry("backup-to", TEXT),
            Map.entry("conf", TEXT),
            Map.entry("debug", FLAG),
            Map.entry("group", FLAG),
            Map.entry("help", FLAG),
            Map.entry("no-preserve-root", FLAG),
            Map.entry("only-if-empty", FLAG),
            Map.entry("quiet", FLAG),
            Map.entry("remove-all-files", FLAG),
            Map.entry("remove-home", FLAG),
            Map.entry("system", FLAG),
            Map.entry("verbose", FLAG),
            Map.entry("version", FLAG));

    Deluser() {
        super("deluser", OPTIONS);
    }

    @Override
    int run(Work work) throws IOException {
        if (!work.process().who().isRoot()) {
            throw new Stop(1, "Only root may remove a user or group from the system.");
        }
        List<String> names = new ArrayList<>(work.options().names());
        boolean delgroup = work.process().name().equals("delgroup");
        boolean group = delgroup || work.has("group");
        if (names.isEmpty()) {
            Process process = work.process();
            process.out().print("Enter a " + (group ? "group" : "user") + " name to remove: ");
            if (process.fd(0).terminal().isPresent()) {
                process.out().flush();
            }
            Optional<String> answer = new LineReader(process).line();
            if (answer.isEmpty()) {
                String at = " at /usr/sbin/" + process.name() + " line ";
                process.err().println("Use of uninitialized value $answer in chomp" + at + "140.");
                process.err().println("Use of uninitialized value $names[0] in numeric eq (==)" + at + "144.");
                process.err().println(process.name() + ": Only one or two names allowed.");
                process.out().flush();
                return 1;
            }
            names.add(answer.get());
        }
        if (names.size() > 2) {
            throw new Stop(1, "Only one or two names allowed.");
        }
        work.warnOfMissingConfiguration();
        if (names.size() == 2) {
            return leave(work, names.get(0), names.get(1));
        }
        return group ? removeGroup(work, names.get(0)) : removeUser(work, names.get(0));
    }

    private static int leave(Work work, String user, String name) throws IOException {
        Accounts.User account =
                work.accounts().user(user).orElseThrow(() -> new Stop(2, "The user `" + user + "' does not exist."));
        Accounts.Group group =
                work.accounts().group(name).orElseThrow(() -> new Stop(3, "The group `" + name + "' does not exist."));
        if (account.gid() == group.gid()) {
            throw new Stop(7, "You may not remove the user from their primary group.");
        }
        if (!group.members().contains(user)) {
            throw new Stop(6, "The user `" + user + "' is not a member of group `" + name + "'.");
        }
        work.tell("Removing user `" + user + "' from group `" + name + "' ...");
        List<String> members = new ArrayList<>(group.members());
        members.remove(user);
        work.run("/usr/bin/gpasswd", "-M", String.join(",", members), name);
        work.tell("Done.");
        return 0;
    }

    private static int removeGroup(Work work, String name) throws IOException {
        Accounts.Group group =
                work.accounts().group(name).orElseThrow(() -> new Stop(3, "The group `" + name + "' does not exist."));
        if (work.has("system") && (group.gid() < 100 || group.gid() > 999)) {
            throw new Stop(3, "The group `" + name + "' is not a system group. Exiting.");
        }
        if (work.has("only-if-empty") && !group.members().isEmpty()) {
            throw new Stop(5, "The group `" + name + "' is not empty!");
        }
        work.tell("Removing group `" + name + "' ...");
        work.run("/sbin/groupdel", name);
        work.tell("Done.");
        return 0;
    }

    private static int removeUser(Work work, String name) throws IOException {
        Accounts.User user =
                work.accounts().user(name).orElseThrow(() -> new Stop(2, "The user `" + name + "' does not exist."));
        if (work.has("system") && (user.uid() < 100 || user.uid() > 999)) {
            throw new Stop(1, "The user `" + name + "' is not a system user. Exiting.");
        }
        if (user.uid() == 0 && !work.has("no-preserve-root")) {
            work.process()
                    .out()
                    .println("WARNING: You are just about to delete the root account (uid 0)\n"
                            + "Usually this is never required as it may render the whole system unusable\n"
                            + "If you really want this, call deluser with parameter --no-preserve-root\n"
                            + "Stopping now without having performed any action");
            return 9;
        }
        boolean everything =
                work.has("remove-all-files") || work.configuration().yes("REMOVE_ALL_FILES", false);
        boolean home =
                everything || work.has("remove-home") || work.configuration().yes("REMOVE_HOME", false);
        List<String> doomed = new ArrayList<>();
        if (home) {
            work.tell("Looking for files to backup/remove ...");
            collect(work, user.home(), everything ? user.uid() : -1, doomed);
        }
        if (home && (work.has("backup") || work.configuration().yes("BACKUP", false))) {
            backup(work, name, doomed);
        }
        if (!doomed.isEmpty()) {
            work.tell("Removing files ...");
            remove(work, doomed);
        }
        removeCrontab(work, name);
        work.tell("Removing user `" + name + "' ...");
        work.run("/usr/sbin/userdel", name);
        work.tell("Done.");
        return 0;
    }

    private static void removeCrontab(Work work, String name) throws IOException {
        String crontab = "/usr/bin/crontab";
        if (!work.files().exists(crontab)) {
            work.warn("`" + crontab + "' not executed. Skipping crontab removal. Package `cron' required.");
            return;
        }
        work.tell("Removing crontab ...");
        Script script = new Script(work.process());
        if (script.silently(crontab, "-u", name, "-l") == 0) {
            script.run(crontab, "-u", name, "-r");
        }
    }

    /** Everything under a path, what is inside a folder before the folder. */
    private static void collect(Work work, String path, int owner, List<String> found) throws IOException {
        if (!work.files().exists(path) || owner >= 0 && work.files().stat(path).uid() != owner) {
            return;
        }
        if (work.files().lstat(path).isDirectory()) {
            for (DirectoryEntry each : work.files().list(path)) {
                work.process().step();
                collect(work, path + "/" + each.name(), -1, found);
            }
        }
        found.add(path);
    }

    private static void backup(Work work, String name, List<String> doomed) throws IOException {
        String folder = work.options().value("backup-to", ".");
        work.tell("Backing up files to be removed to " + folder + " ...");
        String archive = folder + "/" + name + ".tar.gz";
        work.tell("backup_name = " + archive);
        List<String> command = new ArrayList<>(List.of("/bin/tar", "-czf", archive));
        doomed.stream().filter(it -> !isFolder(work, it)).forEach(command::add);
        if (work.status(command.toArray(new String[0])) != 0) {
            work.warn("Can't create backup");
        }
    }

    private static boolean isFolder(Work work, String path) {
        try {
            return work.files().lstat(path).type() == FileType.DIRECTORY;
        } catch (postroom.labs.io.ErrnoException gone) {
            return false;
        }
    }

    private static void remove(Work work, List<String> doomed) throws IOException {
        for (String each : doomed) {
            work.process().step();
            if (isFolder(work, each)) {
                work.files().rmdir(each);
            } else {
                work.files().unlink(each);
            }
        }
    }
}
