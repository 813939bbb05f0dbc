package postroom.labs.fs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** The lab's disk, answering the same calls in the same words as {@link LinuxCalls}. */
final class DiskCalls {
    private final Disk disk;
    private final Credentials who;
    private final String cwd;
    private int umask = 022;

    DiskCalls(Disk disk, Credentials who, String cwd) {
        this.disk = disk;
        this.who = who;
        this.cwd = cwd;
    }

    String call(String name, Object... arguments) {
        try {
            String answer = answer(new FileAccess(disk, who, cwd, umask), name, arguments);
            return answer.isEmpty() ? "ok" : "ok " + answer;
        } catch (ErrnoException failed) {
            return failed.errno() == Errno.ENXIO ? "ok fifo" : failed.errno().name();
        }
    }

    private String answer(FileAccess files, String name, Object... a) throws ErrnoException {
        String path = a[0] instanceof String text ? text : "";
        switch (name) {
            case "open" -> open(files, a);
            case "mkdir" -> files.mkdir(path, (Integer) a[1]);
            case "mkfifo" -> files.mkfifo(path, (Integer) a[1]);
            case "rmdir" -> files.rmdir(path);
            case "unlink" -> files.unlink(path);
            case "rename" -> files.rename(path, (String) a[1]);
            case "link" -> files.link(path, (String) a[1]);
            case "symlink" -> files.symlink(path, (String) a[1]);
            case "readlink" -> {
                return files.readlink(path);
            }
            case "chmod" -> files.chmod(path, (Integer) a[1]);
            case "chown" -> files.chown(path, (Integer) a[1], (Integer) a[2], true);
            case "lchown" -> files.chown(path, (Integer) a[1], (Integer) a[2], false);
            case "truncate" -> files.truncate(path, (Integer) a[1]);
            case "utime" -> files.utimes(path, null, null);
            case "access" -> {
                return Boolean.toString(files.allows(path, (Integer) a[1]));
            }
            case "stat" -> {
                Stat stat = files.stat(path);
                return Integer.toOctalString(stat.type().bits() | stat.mode()) + " " + stat.uid() + " " + stat.gid();
            }
            case "list" -> {
                return files.list(path).stream()
                        .map(DirectoryEntry::name)
                        .sorted()
                        .collect(Collectors.joining(","));
            }
            case "umask" -> umask = (Integer) a[0];
            default -> throw new IllegalArgumentException(name);
        }
        return "";
    }

    private static void open(FileAccess files, Object... a) throws ErrnoException {
        EnumSet<Open> flags = EnumSet.noneOf(Open.class);
        ((Collection<?>) a[1]).forEach(it -> flags.add(Open.valueOf((String) it)));
        OpenFile file = files.open((String) a[0], flags, (Integer) a[2]);
        try {
            int count = (Integer) a[3];
            if (count > 0 && (flags.contains(Open.WRITE) || flags.contains(Open.APPEND))) {
                file.tryWrite(new byte[count], 0, count);
            }
        } finally {
            file.close();
        }
    }

    /** What is under a path, a line each, as root sees it. */
    static List<String> tree(Disk disk, String path) throws ErrnoException {
        FileAccess root = FileAccess.root(disk);
        List<String> lines = new ArrayList<>();
        collect(root, path, lines);
        return lines.stream().sorted().toList();
    }

    private static void collect(FileAccess root, String path, List<String> lines) throws ErrnoException {
        for (DirectoryEntry each : root.list(path)) {
            String inside = path + "/" + each.name();
            Stat stat = root.lstat(inside);
            boolean link = stat.type() == FileType.SYMLINK;
            boolean sized = link || stat.isFile();
            lines.add(inside + " " + (stat.isFile() ? '-' : stat.type().letter()) + " "
                    + Integer.toOctalString(link ? 0777 : stat.mode()) + " " + stat.uid() + " " + stat.gid() + " "
                    + stat.links() + " " + (sized ? stat.size() : 0) + " " + (link ? root.readlink(inside) : ""));
            if (stat.isDirectory()) {
                collect(root, inside, lines);
            }
        }
    }
}
