package postroom.labs.debian.adduser;

import java.io.IOException;
import java.util.Optional;
import postroom.labs.debian.passwd.LineReader;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Stat;
import postroom.labs.host.Accounts;

/** {@code adduser NAME}: an ordinary user with a group of his own, a home folder, a password and a full name. */
final class NewUser {
    private final Work work;
    private final String name;

    NewUser(Work work, String name) {
        this.work = work;
        this.name = name;
    }

    int add() throws IOException {
        Adduser.checkName(work, name);
        if (work.accounts().user(name).isPresent()) {
            throw new Stop(1, "The user `" + name + "' already exists.");
        }
        boolean ownGroup = work.configuration().yes("USERGROUPS", true) && !work.has("ingroup") && !work.has("gid");
        if (ownGroup && work.accounts().group(name).isPresent()) {
            throw new Stop(1, "The group `" + name + "' already exists.");
        }
        Optional<Accounts.Group> given = givenGroup();
        if (work.has("uid")) {
            int wanted = Integer.parseInt(work.options().value("uid", ""));
            if (work.accounts().user(wanted).isPresent()) {
                throw new Stop(1, "The UID " + wanted + " is already in use.");
            }
        }
        String home = work.options().value("home", work.configuration().text("DHOME", "/home") + "/" + name);
        if (work.has("home")) {
            warnOfHome(home);
        }
        int uid = work.has("uid")
                ? Integer.parseInt(work.options().value("uid", ""))
                : Adduser.free(work, false, ownGroup ? "BOTH" : "UID");
        work.tell("Adding user `" + name + "' ...");
        String group = given.map(Accounts.Group::name).orElse(name);
        int gid = given.map(Accounts.Group::gid).orElse(uid);
        if (ownGroup) {
            work.tell("Adding new group `" + name + "' (" + gid + ") ...");
            work.run("/sbin/groupadd", "-g", "" + gid, name);
        }
        work.tell("Adding new user `" + name + "' (" + uid + ") with group `" + group + " (" + gid + ")' ...");
        String shell = work.options()
                .value(
                        "shell",
                        work.has("disabled-login")
                                ? "/usr/sbin/nologin"
                                : work.configuration().text("DSHELL", "/bin/bash"));
        work.run("/sbin/useradd", "-d", home, "-g", group, "-s", shell, "-u", "" + uid, name);
        makeHome(work, home, uid, gid, true);
        if (!work.has("disabled-password") && !work.has("disabled-login")) {
            password();
        }
        fullName();
        extraGroups(group);
        return 0;
    }

    private Optional<Accounts.Group> givenGroup() {
        if (work.has("ingroup")) {
            String wanted = work.options().value("ingroup", "");
            return Optional.of(work.accounts()
                    .group(wanted)
                    .orElseThrow(() -> new Stop(1, "The group `" + wanted + "' does not exist.")));
        }
        if (work.has("gid")) {
            int wanted = Integer.parseInt(work.options().value("gid", ""));
            return Optional.of(work.accounts()
                    .group(wanted)
                    .orElseThrow(() -> new Stop(1, "The GID " + wanted + " does not exist.")));
        }
        if (work.configuration().yes("USERGROUPS", true)) {
            return Optional.empty();
        }
        return work.accounts().group(work.configuration().number("USERS_GID", 100));
    }

    private void warnOfHome(String home) throws IOException {
        if (!home.startsWith("/")) {
            throw new Stop(1, "The home dir must be an absolute path.");
        }
        if (work.files().exists(home)) {
            work.warn("Warning: The home dir " + home + " you specified already exists.");
        }
    }

    private void password() throws IOException {
        while (true) {
            int status = work.status("/usr/bin/passwd", name);
            if (status == 0) {
                return;
            }
            Optional<String> answer = ask("Try again? [y/N] ", 740);
            if (answer.isEmpty() || !answer.get().matches("[yY].*")) {
                return;
            }
        }
    }

    private void fullName() throws IOException {
        if (work.has("gecos") || work.has("comment")) {
            String gecos = work.options().value("comment", work.options().value("gecos", ""));
            String[] keys = {"-f", "-r", "-w", "-h", "-o"};
            String[] fields = gecos.split(",", 5);
            java.util.List<String> command = new java.util.ArrayList<>(java.util.List.of("/bin/chfn"));
            for (int i = 0; i < fields.length; i++) {
                command.add(keys[i]);
                command.add(fields[i]);
            }
            command.add(name);
            work.run(command.toArray(new String[0]));
            return;
        }
        while (true) {
            work.run("/bin/chfn", name);
            Optional<String> answer = ask("Is the information correct? [Y/n] ", 766);
            if (answer.isEmpty() || answer.get().isEmpty() || answer.get().matches("[yY].*")) {
                return;
            }
        }
    }

    private Optional<String> ask(String question, int line) throws IOException {
        work.process().out().print(question);
        if (work.process().fd(0).terminal().isPresent()) {
            work.process().out().flush();
        }
        Optional<String> answer = new LineReader(work.process()).line();
        if (answer.isEmpty()) {
            work.warnOfMissingAnswer(line);
        }
        return answer;
    }

    private void extraGroups(String primary) throws IOException {
        String extra = work.configuration().text("EXTRA_GROUPS", "users");
        if (!work.configuration().yes("ADD_EXTRA_GROUPS", true) && !work.has("add-extra-groups")) {
            return;
        }
        work.tell("Adding new user `" + name + "' to supplemental / extra groups `" + extra + "' ...");
        for (String each : extra.split("\\s+")) {
            Optional<Accounts.Group> group = work.accounts().group(each);
            if (group.isEmpty()) {
                work.warn("The group `" + each + "' does not exist.");
                continue;
            }
            work.tell("Adding user `" + name + "' to group `" + each + "' ...");
            Adduser.addMember(work, name, group.get());
        }
    }

    /** Makes the home folder, for an ordinary user with the skeleton's files in it. */
    static void makeHome(Work work, String home, int uid, int gid, boolean ordinary) throws IOException {
        FileAccess files = work.files();
        if (home.startsWith("/nonexistent")) {
            work.tell("Not creating `" + home + "'.");
            return;
        }
        if (work.has("no-create-home")) {
            work.tell("Not creating home directory `" + home + "'.");
            return;
        }
        if (files.exists(home)) {
            if (ordinary) {
                work.warn("The home directory `" + home + "' already exists.  Not touching this directory.");
            } else {
                work.tell("The home directory `" + home + "' already exists.  Not touching this directory.");
            }
            if (files.stat(home).uid() != uid) {
                work.warn("Warning: The home directory `" + home
                        + "' does not belong to the user you are currently creating.");
            }
            return;
        }
        work.tell("Creating home directory `" + home + "' ...");
        for (int slash = home.indexOf('/', 1); slash > 0; slash = home.indexOf('/', slash + 1)) {
            if (!files.exists(home.substring(0, slash))) {
                files.mkdir(home.substring(0, slash), 0755);
            }
        }
        String mode = ordinary
                ? work.configuration().text("DIR_MODE", "0700")
                : work.configuration().text("SYS_DIR_MODE", "0755");
        files.mkdir(home, 0700);
        files.chown(home, uid, gid, false);
        files.chmod(home, Integer.parseInt(mode, 8));
        String skeleton = work.configuration().text("SKEL", "/etc/skel");
        if (ordinary && files.exists(skeleton)) {
            work.tell("Copying files from `" + skeleton + "' ...");
            copy(work, skeleton, home, uid, gid);
        }
    }

    private static void copy(Work work, String from, String to, int uid, int gid) throws IOException {
        FileAccess files = work.files();
        for (DirectoryEntry each : files.list(from)) {
            work.process().step();
            if (each.name().matches(".*\\.(dpkg|ucf)-(old|new|dist|save)")) {
                continue;
            }
            String source = from + "/" + each.name();
            String target = to + "/" + each.name();
            Stat stat = files.lstat(source);
            if (stat.type() == FileType.SYMLINK) {
                files.symlink(files.readlink(source), target);
            } else if (stat.isDirectory()) {
                files.mkdir(target, 0700);
                copy(work, source, target, uid, gid);
            } else {
                files.writeAll(target, files.readAll(source));
            }
            files.chown(target, uid, gid, false);
            if (stat.type() != FileType.SYMLINK) {
                files.chmod(target, stat.mode());
            }
        }
    }
}
