package postroom.labs.debian.postfix.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Stat;
import postroom.labs.host.Accounts;
import postroom.labs.io.ErrnoException;

/**
 * {@code postfix-files}: what owner, group and mode each of Postfix' files should have, as {@code postfix
 * set-permissions} sees to it ({@code post-install}).
 */
final class FileList {
    private static final int FIELDS = 6;

    private final FileAccess root;
    private final Accounts accounts;
    private final Parameters parameters;

    FileList(FileAccess root, Accounts accounts, Parameters parameters) {
        this.root = root;
        this.accounts = accounts;
        this.parameters = parameters;
    }

    /** One line, its names filled in. */
    private record Item(String path, String type, String owner, String group, String mode, String flags) {}

    /** Gives every file that is there its owner, group and mode, and makes the folders that may be made. */
    void apply() throws ErrnoException {
        for (Item each : items()) {
            boolean isFolder = each.type.equals("d");
            if (!isFolder && !each.type.equals("f") || each.flags.contains("o")) {
                continue;
            }
            if (!root.exists(each.path) && isFolder && each.flags.contains("c")) {
                root.mkdir(each.path, 0700);
            }
            if (root.exists(each.path)) {
                set(each, each.path, each.flags.contains("r"));
            }
        }
    }

    private void set(Item item, String path, boolean deep) throws ErrnoException {
        Stat stat = root.lstat(path);
        if (stat.isDirectory() && deep) {
            for (DirectoryEntry each : root.list(path)) {
                if (!each.name().equals(".") && !each.name().equals("..")) {
                    own(item, path + "/" + each.name());
                }
            }
        }
        own(item, path);
        int setGroup = stat.isDirectory() ? stat.mode() & 02000 : 0; // chmod(1) leaves a folder's alone
        root.chmod(path, Integer.parseInt(item.mode, 8) | setGroup);
    }

    private void own(Item item, String path) throws ErrnoException {
        int uid = accounts.user(item.owner).map(Accounts.User::uid).orElseThrow(() -> unknown("user", item.owner));
        int gid = item.group.equals("-")
                ? root.lstat(path).gid()
                : accounts.group(item.group).map(Accounts.Group::gid).orElseThrow(() -> unknown("group", item.group));
        root.chown(path, uid, gid, false);
    }

    private static Fatal unknown(String kind, String name) {
        return new Fatal("unknown " + kind + ": " + name);
    }

    private List<Item> items() throws ErrnoException {
        String text = Text.of(root.readAll(parameters.get("config_directory") + "/postfix-files"));
        List<Item> items = new ArrayList<>();
        text.lines()
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
