package postroom.labs.debian.nano;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import postroom.labs.debian.gnu.Text;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Open;
import postroom.labs.fs.Stat;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** Reads and writes texts, and says about it what nano says. */
final class Files {
    private final Process process;
    private final Options options;

    /** What was read, and what the status bar says about it. */
    record Loaded(List<String> lines, TextBuffer.Format format, String message, boolean alert, boolean there) {}

    Files(Process process, Options options) {
        this.process = process;
        this.options = options;
    }

    /** Reads a file; one that is missing is new. */
    Loaded load(String path) {
        FileAccess files = process.files();
        Stat stat;
        try {
            stat = files.stat(path);
        } catch (ErrnoException e) {
            return missing(path, e);
        }
        if (stat.isDirectory()) {
            return nothing("\"" + path + "\" is a directory");
        }
        if (stat.type() != FileType.FILE) {
            return nothing("\"" + path + "\" is a device file");
        }
        try {
            Loaded loaded = of(files.readAll(path));
            boolean unwritable = !files.allows(path, 2) && !options.view;
            return unwritable
                    ? new Loaded(loaded.lines, loaded.format, "File '" + path + "' is unwritable", true, true)
                    : loaded;
        } catch (ErrnoException e) {
            return nothing("Error reading " + path + ": " + e.getMessage());
        }
    }

    private Loaded missing(String path, ErrnoException why) {
        FileAccess files = process.files();
        if (why.errno() != Errno.ENOENT) {
            return nothing("Error reading " + path + ": " + why.getMessage());
        }
        int slash = path.lastIndexOf('/');
        String folder = slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
        try {
            if (!files.stat(folder).isDirectory()) {
                return fresh("Path '" + folder + "' is not a directory", true);
            }
            return files.allows(folder, 2)
                    ? fresh("New File", false)
                    : fresh("Directory '" + folder + "' is not writable", true);
        } catch (ErrnoException e) {
            return fresh(
                    e.errno() == Errno.ENOENT
                            ? "Directory '" + folder + "' does not exist"
                            : "Path '" + folder + "' is not accessible",
                    true);
        }
    }

    private static Loaded fresh(String message, boolean alert) {
        return new Loaded(List.of(), TextBuffer.Format.UNIX, message, alert, true);
    }

    private static Loaded nothing(String message) {
        return new Loaded(List.of(), TextBuffer.Format.UNIX, message, true, false);
    }

    /** Takes bytes apart into lines. */
    Loaded of(byte[] bytes) {
        String all = Text.of(bytes);
        boolean convert = !options.noConvert;
        int feeds = (int) all.chars().filter(c -> c == '\n').count();
        TextBuffer.Format format = TextBuffer.Format.UNIX;
        if (convert && feeds > 0 && all.indexOf("\r\n") == all.indexOf('\n') - 1 && all.indexOf('\r') >= 0) {
            format = TextBuffer.Format.DOS;
            all = all.replace("\r\n", "\n");
        } else if (convert && feeds == 0 && all.indexOf('\r') >= 0) {
            format = TextBuffer.Format.MAC;
            all = all.replace('\r', '\n');
        }
        List<String> lines = new ArrayList<>(List.of(all.split("\n", -1)));
        int count = lines.size() - (all.isEmpty() || all.endsWith("\n") ? 1 : 0);
        String converted = format == TextBuffer.Format.DOS
                ? " (Converted from DOS format)"
                : format == TextBuffer.Format.MAC ? " (Converted from Mac format)" : "";
        return new Loaded(lines, format, "Read " + count + (count == 1 ? " line" : " lines") + converted, false, true);
    }

    /** How a text is put into a file. */
    enum Way {
        OVERWRITE,
        APPEND,
        PREPEND
    }

    /** Writes the text; fails as the disk does. */
    void save(TextBuffer text, String path, Way way) throws ErrnoException {
        String end = text.format == TextBuffer.Format.DOS ? "\r\n" : text.format == TextBuffer.Format.MAC ? "\r" : "\n";
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < text.size(); i++) {
            all.append(text.line(i)).append(i < text.size() - 1 ? end : "");
        }
        write(path, Text.bytes(all.toString()), way);
    }

    /** Writes bytes to a file, made if it is missing. */
    void write(String path, byte[] bytes, Way way) throws ErrnoException {
        byte[] before = way == Way.PREPEND && process.files().exists(path)
                ? process.files().readAll(path)
                : new byte[0];
        EnumSet<Open> flags = EnumSet.of(Open.WRITE, Open.CREATE, way == Way.APPEND ? Open.APPEND : Open.TRUNCATE);
        Descriptor file = process.open(path, flags, 0666);
        try {
            process.write(file, bytes, 0, bytes.length);
            process.write(file, before, 0, before.length);
        } finally {
            file.close();
        }
    }
}
