package postroom.labs.debian.postfix.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Stat;
import postroom.labs.host.Accounts;
import postroom.labs.host.Exit;
import postroom.labs.host.Process;

/**
 * {@code post-install}, which sees to it that Postfix' files are as {@code postfix-files} says: owner, group and mode of
 * each, and which folders are made when they are missing.
 */
final class FileList {
    private static final int FIELDS = 6;
    private static final String NAME = "/usr/lib/postfix/sbin/post-install";

    private final Process process;
    private final FileAccess root;
    private final Parameters parameters;

    FileList(Process process, Parameters parameters) {
        this.process = process;
        this.root = FileAccess.root(process.host().disk());
        this.parameters = parameters;
    }

    /** One line, its names filled in. */
    private record Item(String path, String type, String owner, String group, String mode, String flags) {}

    /** Makes the folders that are missing and may be made. */
    void createMissing() throws IOException {
        for (Item each : items()) {
            if (each.type.equals("d") && each.flags.contains("c") && !root.exists(each.path)) {
                root.mkdir(each.path, 0700);
                set(each, false);
            }
        }
    }

    /** Gives every file that is there its owner, group and mode. */
    void setPermissions() throws IOException {
        for (Item each : items()) {
            boolean counts = (each.type.equals("d") || each.type.equals("f")) && !each.flags.contains("o");
            if (counts && root.exists(each.path)) {
                set(each, each.flags.contains("r"));
            }
        }
    }

    private void set(Item item, boolean deep) throws IOException {
        Stat stat = root.lstat(item.path);
        if (stat.isDirectory() && deep) {
            for (DirectoryEntry each : root.list(item.path)) {
                if (!each.name().equals(".") && !each.name().equals("..")) {
                    own(item, item.path + "/" + each.name());
                }
            }
        }
        own(item, item.path);
        int setGroup = stat.isDirectory() ? stat.mode() & 02000 : 0; // chmod(1) leaves a folder's alone
        root.chmod(item.path, Integer.parseInt(item.mode, 8) | setGroup);
    }

    private void own(Item item, String path) throws IOException {
        Accounts accounts = process.host().accounts();
        Optional<Integer> uid = accounts.user(item.owner).map(Accounts.User::uid);
        if (uid.isEmpty()) {
            throw failure("chown: invalid user: '" + item.owner + "'");
        }
        Optional<Integer> gid = item.group.equals("-")
                ? Optional.of(root.lstat(path).gid())
                : accounts.group(item.group).map(Accounts.Group::gid);
        if (gid.isEmpty()) {
            throw failure("chgrp: invalid group: '" + item.group + "'");
        }
        root.chown(path, uid.get(), gid.get(), false);
    }

    private Exit failure(String text) throws IOException {
        process.err().println(text);
        return new Exit(1);
    }

    private List<Item> items() throws IOException {
        String file = parameters.get("config_directory") + "/postfix-files";
        if (!root.exists(file)) {
            throw failure(NAME + ": Error: " + file + " is not a file.");
        }
        List<Item> items = new ArrayList<>();
        Text.of(root.readAll(file))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(line -> item(line).ifPresent(items::add));
        return items;
    }

    private Optional<Item> item(String line) {
        String[] fields = (line + ":-:-:-:-:-").split(":");
        String path = parameters.expand(fields[0]);
        return path.startsWith("/") && !fields[4].equals("-")
                ? Optional.of(new Item(
                        path,
                        fields[1],
                        parameters.expand(fields[2]),
                        parameters.expand(fields[3]),
                        fields[4],
                        line.split(":").length < FIELDS ? "" : fields[5]))
                : Optional.empty();
    }
}
