package postroom.labs.debian.postfix.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.MasterCf;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.master.Configuration;
import postroom.labs.debian.postfix.queue.Spool;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Stat;
import postroom.labs.host.Accounts;
import postroom.labs.host.Exit;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/** What {@code postfix check} looks at, and every start, too: missing directories, owners, permissions, copies. */
final class Integrity {
    /** How often the real script asks postconf, which each time says again what is wrong with main.cf. */
    private static final int POSTCONF_RUNS = 20;

    private final Process process;
    private final Parameters parameters;
    private final Tool tool;
    private final FileAccess root;
    private final String queue;

    Integrity(Process process, Parameters parameters, Tool tool) {
        this.process = process;
        this.parameters = parameters;
        this.tool = tool;
        this.root = new FileAccess(process.host().disk(), postroom.labs.fs.Credentials.ROOT, "/", 0);
        this.queue = parameters.get("queue_directory");
    }

    /** What is done before any command: directories that must be there, and postconf must run. */
    void prepare() {
        require(parameters.get("daemon_directory"), "no Postfix daemon directory ");
        require(tool.directory(), "no Postfix configuration directory ");
        require(queue, "no Postfix queue directory ");
        postconf(1, false, false);
        postconf(1, true, false);
    }

    private void require(String directory, String text) {
        if (!root.exists(directory)) {
            throw new Fatal(text + directory + "!");
        }
    }

    /** Says what postconf says each time that the script runs it. */
    private void postconf(int times, boolean reads, boolean unused) {
        Tool postconf = new Tool(process, parameters.get("command_directory") + "/postconf", null, false);
        String path = tool.directory() + "/master.cf";
        Optional<MasterCf> master = Optional.empty();
        boolean missing = !root.exists(path);
        if (!missing) {
            try {
                master = Optional.of(
                        MasterCf.parse(Text.of(root.readAll(path)), line -> "file " + path + ": line " + line + ": "));
            } catch (Fatal fatal) {
                postconf.report(Msg.Severity.FATAL, fatal.getMessage());
                throw new Fatal("cannot execute " + parameters.get("command_directory") + "/postconf!");
            } catch (ErrnoException e) {
                missing = true;
            }
        }
        List<String> warnings = unused ? UnusedParameters.warnings(parameters.main(), master) : List.of();
        for (int i = 0; i < times; i++) {
            if (reads) {
                Configuration.main(root, tool.directory(), postconf);
            }
            if (missing) {
                postconf.warning("open " + path + ": No such file or directory");
            }
            warnings.forEach(postconf::warning);
        }
    }

    /** What must not be: no start with it. */
    void fatal() throws IOException {
        postconf(POSTCONF_RUNS, true, true);
        try {
            new FileList(process, parameters).createMissing();
        } catch (Exit failed) {
            throw new Fatal("unable to create missing queue directories", failed.status());
        }
        if (!root.exists(tool.directory() + "/master.cf")) {
            throw new Fatal("no " + tool.directory() + "/master.cf file found");
        }
        Tool postsuper = Tool.logging(process, "postsuper");
        Configuration.main(root, tool.directory(), postsuper);
        FileAccess owner = Service.spool(process.host(), parameters).files();
        for (String each : Spool.PRIVATE) {
            if (each.equals("private")) {
                continue;
            }
            try {
                owner.list(queue + "/" + each);
            } catch (ErrnoException e) {
                postsuper.report(Msg.Severity.FATAL, "scan_dir_push: open directory " + each + ": " + e.getMessage());
                throw new Exit(1);
            }
        }
    }

    /** What is only warned of. */
    void warn() throws IOException {
        notRoot(List.of(queue + "/."), false);
        writable(List.of(queue + "/."), false);
        List<String> shared = new ArrayList<>(List.of(
                tool.directory() + "/.",
                parameters.get("daemon_directory") + "/.",
                parameters.get("shlib_directory") + "/."));
        notRoot(shared, true);
        writable(shared, true);
        String owner = parameters.get("mail_owner");
        int uid = process.host().accounts().user(owner).map(Accounts.User::uid).orElse(0);
        notOwned(tree(parameters.get("data_directory") + "/."), uid, owner);
        for (String each : Spool.OWNED) {
            notOwned(
                    tree(queue + "/" + each).stream()
                            .filter(path -> !isSocket(path))
                            .toList(),
                    uid,
                    owner);
        }
        notOwned(List.of(queue + "/maildrop"), uid, owner);
        setGid();
        copies();
    }

    private void notRoot(List<String> paths, boolean deep) {
        for (String path : deep ? trees(paths) : paths) {
            if (stat(path, false).filter(each -> each.uid() != 0).isPresent()) {
                tool.warning("not owned by root: " + path);
            }
        }
    }

    private void writable(List<String> paths, boolean deep) {
        for (String path : deep ? trees(paths) : paths) {
            if (stat(path, true).filter(each -> (each.mode() & 022) != 0).isPresent()) {
                tool.warning("group or other writable: " + path);
            }
        }
    }

    private void notOwned(List<String> paths, int uid, String owner) {
        for (String path : paths) {
            if (stat(path, false).filter(each -> each.uid() != uid).isPresent()) {
                tool.warning("not owned by " + owner + ": " + path);
            }
        }
    }

    private void setGid() {
        String group = parameters.get("setgid_group");
        int gid =
                process.host().accounts().group(group).map(Accounts.Group::gid).orElse(0);
        String commands = parameters.get("command_directory");
        List<String> programs = List.of(commands + "/postqueue", commands + "/postdrop");
        List<String> all = new ArrayList<>(programs);
        all.add(queue + "/public");
        all.add(queue + "/maildrop");
        for (String path : all) {
            if (stat(path, false).filter(each -> each.gid() != gid).isPresent()) {
                tool.warning("not owned by group " + group + ": " + path);
            }
        }
        for (String path : programs) {
            if (stat(path, false).filter(each -> (each.mode() & 02111) != 02111).isPresent()) {
                tool.warning("not set-gid or not owner+group+world executable: " + path);
            }
        }
    }

    /** Files that programs in the chroot jail read must be as they are outside. */
    private void copies() {
        for (String folder : List.of("bin", "etc", "lib", "sbin", "usr")) {
            for (String path : tree(queue + "/" + folder)) {
                String outside = path.substring(queue.length());
                Optional<Stat> inside = stat(path, false);
                if (inside.filter(each -> each.uid() != 0).isPresent()) {
                    tool.warning("not owned by root: " + path);
                }
                if (inside.filter(Stat::isFile).isPresent()
                        && stat(outside, true).filter(Stat::isFile).isPresent()
                        && differ(path, outside)) {
                    tool.warning(path + " and " + outside + " differ");
                }
            }
        }
    }

    private boolean differ(String one, String other) {
        try {
            return !Arrays.equals(root.readAll(one), root.readAll(other));
        } catch (ErrnoException unreadable) {
            return true;
        }
    }

    private boolean isSocket(String path) {
        return stat(path, false)
                .filter(each -> each.type() == FileType.SOCKET || each.type() == FileType.FIFO)
                .isPresent();
    }

    private Optional<Stat> stat(String path, boolean follow) {
        try {
            return Optional.of(follow ? root.stat(path) : root.lstat(path));
        } catch (ErrnoException missing) {
            return Optional.empty();
        }
    }

    private List<String> trees(List<String> paths) {
        List<String> all = new ArrayList<>();
        paths.forEach(path -> all.addAll(tree(path)));
        return all;
    }

    private List<String> tree(String path) {
        List<String> all = new ArrayList<>();
        if (stat(path, false).isEmpty()) {
            return all;
        }
        all.add(path);
        if (stat(path, false).filter(Stat::isDirectory).isPresent()) {
            try {
                List<DirectoryEntry> entries = new ArrayList<>(root.list(path));
                entries.sort(Comparator.comparing(DirectoryEntry::name));
                entries.forEach(each -> all.addAll(tree(path + "/" + each.name())));
            } catch (ErrnoException unreadable) {
                return all;
            }
        }
        return all;
    }
}
