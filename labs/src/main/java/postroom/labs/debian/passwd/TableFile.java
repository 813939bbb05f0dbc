package postroom.labs.debian.passwd;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Stat;
import postroom.labs.io.ErrnoException;

/**
 * One of the files of lines with colons ({@code passwd(5)}, {@code shadow(5)}, {@code group(5)}, {@code gshadow(5)}),
 * read to be changed. What is not well formed stays as it is. Saving keeps the former content beside it, with a dash.
 */
final class TableFile {
    private final FileAccess files;
    private final String path;
    private final List<String> lines = new ArrayList<>();
    private boolean changed;

    TableFile(FileAccess files, String path) throws ErrnoException {
        this.files = files;
        this.path = path;
        if (files.exists(path)) {
            new String(files.readAll(path), StandardCharsets.UTF_8).lines().forEach(lines::add);
        }
    }

    /** The fields of the first line with that name. */
    Optional<String[]> find(String name) {
        int at = indexOf(name);
        return at < 0 ? Optional.empty() : Optional.of(fields(lines.get(at)));
    }

    /** All lines, taken apart. */
    List<String[]> entries() {
        return lines.stream().map(TableFile::fields).toList();
    }

    /** Puts these fields in the place of the line named so, or at the end. */
    void put(String name, String... fields) {
        String line = String.join(":", fields);
        int at = indexOf(name);
        if (at < 0) {
            lines.add(line);
        } else if (lines.get(at).equals(line)) {
            return;
        } else {
            lines.set(at, line);
        }
        changed = true;
    }

    boolean remove(String name) {
        int at = indexOf(name);
        if (at >= 0) {
            lines.remove(at);
            changed = true;
        }
        return at >= 0;
    }

    /** Takes out a line that reads exactly so. */
    boolean removeLine(String line) {
        boolean there = lines.remove(line);
        changed |= there;
        return there;
    }

    /** Sorts by the number in the third field. */
    void sort() {
        List<String> before = List.copyOf(lines);
        lines.sort(Comparator.comparingLong(it -> Days.field(fields(it), 2)));
        changed |= !lines.equals(before);
    }

    void save() throws ErrnoException {
        if (!changed) {
            return;
        }
        String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        if (files.exists(path)) {
            Stat stat = files.stat(path);
            write(path + "-", files.readAll(path), stat.mode(), stat.uid(), stat.gid());
            write(path + "+", text.getBytes(StandardCharsets.UTF_8), stat.mode(), stat.uid(), stat.gid());
        } else {
            write(path + "+", text.getBytes(StandardCharsets.UTF_8), 0644, 0, 0);
        }
        files.rename(path + "+", path);
        changed = false;
    }

    private void write(String to, byte[] bytes, int mode, int uid, int gid) throws ErrnoException {
        try {
            files.writeAll(to, bytes);
        } catch (ErrnoException full) {
            if (files.exists(to)) {
                files.unlink(to);
            }
            throw Refusal.of(1, "failure while writing changes to " + path);
        }
        files.chown(to, uid, gid, false);
        files.chmod(to, mode);
    }

    private int indexOf(String name) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(name + ":")) {
                return i;
            }
        }
        return -1;
    }

    private static String[] fields(String line) {
        return line.split(":", -1);
    }
}
