package postroom.labs.debian.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import postroom.labs.debian.dpkg.Stanza;
import postroom.labs.debian.image.Manifest.Line;
import postroom.labs.debian.image.Manifest.Type;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Stat;
import postroom.labs.host.Executable;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/**
 * Puts manifests on a disk.
 *
 * <p>An executable is put there only if a program implements it, and a link or an alternative among the programs only
 * if it leads to a file: a command that is there runs.
 */
public final class ImageBuilder {
    private final FileAccess disk;
    private final Predicate<String> programs;
    private final Map<String, Integer> users;
    private final Map<String, Integer> groups;
    private boolean lenient;

    public ImageBuilder(FileAccess disk, Predicate<String> programs, String passwd, String group) {
        this.disk = disk;
        this.programs = programs;
        this.users = ids(passwd);
        this.groups = ids(group);
    }

    /** From now on what belongs to an account that is not there yet becomes root's, as tar does it; a script mends it. */
    public ImageBuilder lenient() {
        lenient = true;
        return this;
    }

    /** Numbers by name, from lines in the form of {@code passwd(5)} or {@code group(5)}. */
    private static Map<String, Integer> ids(String text) {
        Map<String, Integer> ids = new HashMap<>();
        text.lines().forEach(line -> {
            String[] field = line.split(":");
            ids.put(field[0], Integer.valueOf(field[2]));
        });
        return ids;
    }

    /** Puts a package's files in place. */
    public void install(DebianPackage unpacked) throws ErrnoException {
        put(unpacked.manifest(), "packages/" + unpacked.name());
    }

    /** Puts a manifest in place whose contents lie in {@code folder}; links last, since they are looked behind. */
    public void put(Manifest manifest, String folder) throws ErrnoException {
        for (Line line : manifest.lines()) {
            if (line.type() != Type.LINK && line.type() != Type.ALT) {
                put(line, folder);
            }
        }
        for (Line line : manifest.lines()) {
            if (line.type() == Type.LINK || line.type() == Type.ALT) {
                put(line, folder);
            }
        }
    }

    /** The folders and links of a base, without which nothing else has a place. */
    public void putSkeleton(Manifest manifest) throws ErrnoException {
        for (Line line : manifest.lines()) {
            if (line.type() == Type.DIR || line.type() == Type.LINK) {
                put(line, "");
            }
        }
    }

    public void put(Line line, String folder) throws ErrnoException {
        parents(line.path());
        switch (line.type()) {
            case DIR -> directory(line);
            case HOME -> home(line);
            case FILE -> putFile(line, content(folder, line.path()));
            case TOUCH -> putFile(line, new byte[0]);
            case EXEC -> {
                if (programs.test(line.detail())) {
                    putFile(line, Executable.file(line.detail()));
                }
            }
            case LINK -> link(line.path(), line.detail());
            case ALT -> alternative(line);
            case CHAR -> device(line);
        }
    }

    private static byte[] content(String folder, String path) {
        String resource = folder + "/files" + path;
        return ImageResources.bytes(resource)
                .orElseThrow(() -> new IllegalStateException("the image lacks " + resource));
    }

    private void parents(String path) throws ErrnoException {
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            String parent = path.substring(0, slash);
            if (!disk.exists(parent)) {
                disk.mkdir(parent, 0755);
            }
        }
    }

    private void directory(Line line) throws ErrnoException {
        if (!disk.exists(line.path())) {
            disk.mkdir(line.path(), 0755);
        }
        own(line);
    }

    public void putFile(Line line, byte[] content) throws ErrnoException {
        disk.writeAll(line.path(), content);
        own(line);
    }

    private void device(Line line) throws ErrnoException {
        String[] numbers = line.detail().split(":");
        disk.mknod(line.path(), line.mode(), Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
        own(line);
    }

    private void own(Line line) throws ErrnoException {
        disk.chown(line.path(), id(users, line.owner()), id(groups, line.group()), false);
        disk.chmod(line.path(), line.mode()); // behind chown, which takes set-uid away
    }

    private int id(Map<String, Integer> ids, String name) {
        Integer id = lenient ? ids.getOrDefault(name, 0) : ids.get(name);
        if (id == null) {
            throw new IllegalStateException("the image names an unknown account: " + name);
        }
        return id;
    }

    private void home(Line line) throws ErrnoException {
        directory(line);
        for (DirectoryEntry each : disk.list("/etc/skel")) {
            String copy = line.path() + "/" + each.name();
            Stat stat = disk.stat("/etc/skel/" + each.name());
            putFile(
                    new Line(Type.FILE, stat.mode(), line.owner(), line.group(), copy, ""),
                    disk.readAll("/etc/skel/" + each.name()));
        }
    }

    private void link(String path, String target) throws ErrnoException {
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        boolean leadsSomewhere = disk.exists(target.startsWith("/") ? target : folder + target);
        if (present(path) || isProgramFolder(folder) && !leadsSomewhere) {
            return;
        }
        disk.symlink(target, path);
    }

    private boolean present(String path) throws ErrnoException {
        try {
            disk.lstat(path);
            return true;
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENOENT) {
                return false;
            }
            throw e;
        }
    }

    public static boolean isProgramFolder(String folder) {
        return folder.endsWith("bin/") || folder.equals("/usr/games/");
    }

    private void alternative(Line line) throws ErrnoException {
        if (disk.exists(line.detail())) {
            String choice =
                    "/etc/alternatives/" + line.path().substring(line.path().lastIndexOf('/') + 1);
            link(choice, line.detail());
            link(line.path(), choice);
        }
    }

    /** Writes {@code /var/lib/dpkg}: the status of all packages and, for each, the paths that are its own. */
    public void writeDatabase(List<DebianPackage> packages, List<Stanza> libraries) throws ErrnoException {
        List<Stanza> all = new ArrayList<>(libraries);
        for (DebianPackage each : packages) {
            all.add(each.control());
            StringBuilder list = new StringBuilder();
            for (String path : each.paths()) {
                if (isThere(path)) {
                    list.append(path).append('\n');
                }
            }
            write("/var/lib/dpkg/info/" + infoName(each.control()) + ".list", list.toString());
        }
        for (Stanza each : libraries) {
            write("/var/lib/dpkg/info/" + infoName(each) + ".list", "/.\n");
        }
        all.sort((a, b) -> a.line("Package").compareTo(b.line("Package")));
        StringBuilder status = new StringBuilder();
        all.forEach(each -> status.append(each.text()).append('\n'));
        write("/var/lib/dpkg/status", status.toString());
    }

    private static String infoName(Stanza control) {
        boolean same = control.line("Multi-Arch").equals("same");
        return control.line("Package") + (same ? ":" + control.line("Architecture") : "");
    }

    /** Paths of programs count only where the lab has them; documentation is left out on a minimized host, as on Ubuntu. */
    public boolean isThere(String path) {
        return !isProgramFolder(path.substring(0, path.lastIndexOf('/') + 1)) || disk.exists(path);
    }

    private void write(String path, String text) throws ErrnoException {
        disk.writeAll(path, text.getBytes(UTF_8));
        disk.chmod(path, 0644);
    }
}
