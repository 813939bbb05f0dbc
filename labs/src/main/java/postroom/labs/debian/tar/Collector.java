package postroom.labs.debian.tar;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Input;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.Stat;
import postroom.labs.host.Accounts;
import postroom.labs.io.ErrnoException;

/** Gathers files from the disk for an archive. */
final class Collector {
    private static final int MAX_DEPTH = 256;
    private static final long MAX_BYTES = 64L << 20;

    private final Call call;
    private final TarOptions options;
    private final Listing listing;
    private final List<Member> members = new ArrayList<>();
    private final Map<Integer, String> linked = new HashMap<>();
    private final List<String> taken = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private final List<Member> old;
    private final int archiveInode;
    private long bytes;

    /** What is in {@code old} and no older than on the disk is left out. */
    Collector(Call call, TarOptions options, List<Member> old) {
        this.old = old;
        this.call = call;
        this.options = options;
        boolean stdout = options.file().equals("-");
        this.listing = new Listing(call, stdout);
        int inode = -1;
        try {
            inode = stdout ? -1 : call.files().stat(options.file()).ino();
        } catch (ErrnoException notThereYet) {
            inode = -1;
        }
        this.archiveInode = inode;
    }

    /** Everything that the command line names, in its order; {@code -C} holds for what follows it. */
    List<Member> collect() throws IOException {
        String folder = "";
        boolean any = false;
        for (Getopt.Option each : call.options()) {
            if (each.is("C")) {
                folder = folder(folder, each.value());
            } else if (each.is("T")) {
                any = true;
                for (String name : names(each.value())) {
                    add(folder, name);
                }
            } else if (each.is(Getopt.OPERAND)) {
                any = true;
                add(folder, each.value());
            }
        }
        if (!any && options.action().equals("c")) {
            throw postroom.labs.debian.gnu.Failure.usage(2, "Cowardly refusing to create an empty archive");
        }
        return members;
    }

    /** What was put into the archive, as it is called on the disk, folders before what they hold. */
    List<String> taken() {
        return taken;
    }

    private String folder(String from, String to) throws IOException {
        String path = to.startsWith("/") || from.isEmpty() ? to : from + "/" + to;
        try {
            if (!call.files().stat(path).isDirectory()) {
                throw Storage.fatal(call, to + ": Cannot open: Not a directory");
            }
        } catch (ErrnoException e) {
            throw Storage.fatal(call, to + ": Cannot open: " + e.getMessage());
        }
        return path;
    }

    private List<String> names(String list) throws IOException {
        List<String> names = new ArrayList<>();
        try (Input in = Input.open(call.process(), list)) {
            int separator = options.has("null") ? 0 : '\n';
            for (byte[] line = in.line(separator); line != null; line = in.line(separator)) {
                names.add(postroom.labs.debian.gnu.Text.of(line));
            }
        } catch (ErrnoException e) {
            throw Storage.fatal(call, list + ": Cannot stat: " + e.getMessage());
        }
        return names;
    }

    private void add(String folder, String name) throws IOException {
        String path = folder.isEmpty() || name.startsWith("/") ? name : folder + "/" + name;
        add(path, name, 0);
    }

    private void add(String path, String name, int depth) throws IOException {
        call.process().step();
        if (options.excluded(name) || depth > MAX_DEPTH) {
            return;
        }
        Stat stat;
        try {
            stat = options.has("h") ? call.files().stat(path) : call.files().lstat(path);
        } catch (ErrnoException e) {
            call.complain(2, name + ": Cannot stat: " + e.getMessage());
            return;
        }
        if (stat.isFile() && stat.ino() == archiveInode) {
            call.warn(name + ": file is the archive; not dumped");
            return;
        }
        try {
            if (stat.isDirectory()) {
                folder(path, name, stat, depth);
            } else {
                file(path, name, stat);
            }
        } catch (ErrnoException e) {
            call.complain(2, name + ": Cannot open: " + e.getMessage());
        }
    }

    private void folder(String path, String name, Stat stat, int depth) throws IOException {
        String stored = stored(name.endsWith("/") ? name : name + "/");
        List<DirectoryEntry> entries =
                options.has("no-recursion") ? List.of() : call.files().list(path);
        if (!stored.isEmpty()) {
            put(path, name.endsWith("/") ? name : name + "/", stored, '5', stat, "", new byte[0]);
        }
        List<String> names =
                new ArrayList<>(entries.stream().map(DirectoryEntry::name).toList());
        if (call.value("sort", "none").equals("name")) {
            names.sort(null);
        }
        for (String each : names) {
            add(joined(path, each), joined(name, each), depth + 1);
        }
    }

    private static String joined(String folder, String name) {
        return folder.endsWith("/") ? folder + name : folder + "/" + name;
    }

    private void file(String path, String name, Stat stat) throws IOException {
        String stored = stored(name);
        if (stat.links() > 1 && stat.isFile()) {
            String first = linked.putIfAbsent(stat.ino(), stored);
            if (first != null) {
                put(path, name, stored, '1', stat, first, new byte[0]);
                return;
            }
        }
        switch (stat.type()) {
            case SYMLINK -> put(path, name, stored, '2', stat, call.files().readlink(path), new byte[0]);
            case FIFO -> put(path, name, stored, '6', stat, "", new byte[0]);
            case DEVICE -> put(path, name, stored, '3', stat, "", new byte[0]);
            case SOCKET -> call.warn(name + ": socket ignored");
            default -> {
                byte[] content = call.files().readAll(path);
                bytes += content.length;
                if (bytes > MAX_BYTES) {
                    throw Storage.fatal(call, options.file() + ": Cannot write: No space left on device");
                }
                put(path, name, stored, '0', stat, "", content);
            }
        }
    }

    private void put(String path, String name, String stored, char type, Stat stat, String target, byte[] content)
            throws IOException {
        Accounts accounts = call.process().host().accounts();
        String renamed = stored;
        for (Getopt.Option each : call.options()) {
            if (each.is("transform")) {
                renamed = NameChange.parse(each.value()).apply(renamed, call.process()::step);
            }
        }
        String user = call.value(
                "owner", accounts.user(stat.uid()).map(Accounts.User::name).orElse(""));
        String group = call.value(
                "group", accounts.group(stat.gid()).map(Accounts.Group::name).orElse(""));
        Member member = new Member(
                renamed,
                type,
                stat.mode(),
                call.has("owner") ? accounts.user(user).map(Accounts.User::uid).orElse(stat.uid()) : stat.uid(),
                call.has("group")
                        ? accounts.group(group).map(Accounts.Group::gid).orElse(stat.gid())
                        : stat.gid(),
                call.has("numeric") ? "" : user,
                call.has("numeric") ? "" : group,
                stat.mtime(),
                target,
                content);
        boolean current = old.stream()
                .anyMatch(it -> it.name().equals(member.name())
                        && it.mtime().getEpochSecond() >= member.mtime().getEpochSecond());
        if (current) {
            return;
        }
        members.add(member);
        taken.add(path);
        if (options.verbosity() > 1) {
            listing.full(member);
        } else if (options.verbosity() == 1) {
            listing.name(name);
        }
    }

    /** The name without what would lead out of the folder of extraction; a message says once what was cut. */
    private String stored(String name) throws IOException {
        if (options.has("P")) {
            return name;
        }
        int cut = 0;
        if (name.equals("..") || name.equals("../")) {
            cut = name.length();
        }
        for (int at = name.indexOf("../"); at >= 0; at = name.indexOf("../", at + 1)) {
            cut = at == 0 || name.charAt(at - 1) == '/' ? at + 3 : cut;
        }
        while (cut < name.length() && name.charAt(cut) == '/') {
            cut++;
        }
        if (cut > 0 && told.add(name.substring(0, cut))) {
            call.warn("Removing leading `" + name.substring(0, cut) + "' from member names");
        }
        return name.substring(cut);
    }
}
