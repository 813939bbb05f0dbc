package postroom.labs.debian.vimtiny;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import postroom.labs.debian.gnu.Text;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Open;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** The file that is edited and the others of the command line; reading and writing with vim's messages. */
final class ViFiles {
    static final String UNSAVED = "E37: No write since last change (add ! to override)";

    private final Process process;
    private final ViText text;
    private final ViWindow window;
    private final ViOptions options;
    private final List<String> names;
    private int current;
    private String name;
    private boolean fresh;

    ViFiles(Process process, ViText text, ViWindow window, ViOptions options, List<String> names) {
        this.process = process;
        this.text = text;
        this.window = window;
        this.options = options;
        this.names = names;
        this.name = names.isEmpty() ? "" : names.get(0);
    }

    int left() {
        return Math.max(0, names.size() - 1 - current);
    }

    private static String plural(long count, String word) {
        return count + " " + word + (count == 1 ? "" : "s");
    }

    private String sizes(int lines, long bytes) {
        return options.compatible ? plural(lines, "line") + ", " + plural(bytes, "byte") : lines + "L, " + bytes + "B";
    }

    /** Reads the current file; one that is missing is new. */
    void open() {
        boolean wanted = options.readonly;
        if (name.isEmpty()) {
            text.load(List.of());
            return;
        }
        FileAccess files = process.files();
        fresh = false;
        try {
            if (files.stat(name).isDirectory()) {
                text.load(List.of());
                window.say("\"" + name + "\" is a directory");
                return;
            }
            byte[] bytes = files.readAll(name);
            List<String> lines = lines(bytes);
            text.load(lines);
            boolean locked = !files.allows(name, 2) && !process.who().isRoot();
            options.readonly = wanted || locked;
            boolean incomplete = bytes.length > 0 && bytes[bytes.length - 1] != '\n';
            window.say("\"" + name + "\" " + (options.readonly ? "[readonly] " : "")
                    + (incomplete ? options.compatible ? "[Incomplete last line] " : "[noeol] " : "")
                    + sizes(bytes.length == 0 ? 0 : lines.size(), bytes.length));
        } catch (ErrnoException e) {
            text.load(List.of());
            if (e.errno() == Errno.ENOENT) {
                fresh = true;
                int slash = name.lastIndexOf('/');
                boolean folder = slash <= 0 || files.exists(name.substring(0, slash));
                window.say("\"" + name + "\" "
                        + (folder ? options.compatible ? "[New File]" : "[New]" : "[New DIRECTORY]"));
            } else {
                window.alert(
                        "\"" + name + "\" " + (e.errno() == Errno.EACCES ? "[Permission Denied]" : "[READ ERRORS]"));
            }
        }
        window.top = 0;
    }

    private static List<String> lines(byte[] bytes) {
        if (bytes.length == 0) {
            return List.of();
        }
        String all = Text.of(bytes);
        List<String> lines = new ArrayList<>(List.of(all.split("\n", -1)));
        if (all.endsWith("\n")) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    void edit(String argument, boolean force) {
        if (text.modified() && !force) {
            window.alert(UNSAVED);
            return;
        }
        if (!argument.isEmpty()) {
            name = argument.equals("#") ? name : argument;
        } else if (name.isEmpty()) {
            window.alert("E32: No file name");
            return;
        }
        options.readonly = false;
        open();
    }

    /** The file that is {@code by} further in the list. */
    void turn(int by, boolean force) {
        if (names.size() < 2) {
            window.alert("E163: There is only one file to edit");
        } else if (current + by < 0) {
            window.alert("E164: Cannot go before first file");
        } else if (current + by >= names.size()) {
            window.alert("E165: Cannot go beyond last file");
        } else {
            show(current + by, force);
        }
    }

    /** The first file of the list. */
    void rewind(boolean force) {
        if (names.isEmpty()) {
            window.alert("E165: Cannot go beyond last file");
        } else {
            show(0, force);
        }
    }

    private void show(int at, boolean force) {
        if (text.modified() && !force) {
            window.alert(UNSAVED);
            return;
        }
        current = at;
        name = names.get(at);
        options.readonly = false;
        open();
    }

    String arguments() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            out.append(i == 0 ? "" : " ").append(i == current ? "[" + names.get(i) + "]" : names.get(i));
        }
        return out.toString();
    }

    void info() {
        int column = text.x + 1;
        int percent = 100 * (text.row + 1) / text.size();
        String flags = (text.modified() ? " [Modified]" : "")
                + (fresh ? "[New file]" : "")
                + (options.readonly ? " [readonly]" : "");
        String where = text.isEmpty()
                ? " --No lines in buffer--"
                : options.compatible
                        ? " line " + (text.row + 1) + " of " + text.size() + " --" + percent + "%-- col " + column
                        : " " + plural(text.size(), "line") + " --" + percent + "%--";
        window.say("\"" + (name.isEmpty() ? "[No Name]" : name) + "\"" + flags + where);
    }

    void read(String argument, int row) {
        String from = argument.isEmpty() ? name : argument;
        if (from.isEmpty()) {
            window.alert("E32: No file name");
            return;
        }
        try {
            byte[] bytes = process.files().readAll(from);
            List<String> lines = lines(bytes);
            text.replaceLines(row + 1, row + 1, lines);
            text.goToText(row + 1);
            window.say("\"" + from + "\" " + sizes(lines.size(), bytes.length));
        } catch (ErrnoException e) {
            window.alert("E484: Can't open file " + from);
        }
    }

    /** Writes some lines; true if that was done. */
    boolean write(String argument, boolean force, int from, int to) throws IOException {
        boolean append = argument.startsWith(">>");
        String target = append ? argument.substring(2).strip() : argument;
        boolean own = target.isEmpty() || target.equals(name);
        String path = target.isEmpty() ? name : target;
        if (path.isEmpty()) {
            window.alert("E32: No file name");
            return false;
        }
        FileAccess files = process.files();
        boolean there = files.exists(path);
        boolean part = from > 0 || to < text.size();
        if (own && options.readonly && !force) {
            window.alert("E45: 'readonly' option is set (add ! to override)");
            return false;
        }
        if (own && part && !force && !append) {
            window.alert("E140: Use ! to write partial buffer");
            return false;
        }
        if (!own && there && !force && !append) {
            window.alert("E13: File exists (add ! to override)");
            return false;
        }
        StringBuilder all = new StringBuilder();
        boolean none = text.isEmpty();
        for (int row = from; row < to && !none; row++) {
            all.append(text.line(row)).append('\n');
        }
        byte[] bytes = Text.bytes(all.toString());
        try {
            if (there && files.stat(path).isDirectory()) {
                window.alert("\"" + path + "\" E17: Is a directory");
                return false;
            }
            put(path, bytes, append, force);
        } catch (ErrnoException e) {
            window.pages.add("\"" + path + "\"");
            window.pages.add("\"" + path + "\" E212: Can't open file for writing");
            return false;
        }
        String done = append ? "appended" : "written";
        window.say("\"" + path + "\" " + (there ? "" : options.compatible ? "[New File] " : "[New] ")
                + sizes(none ? 0 : to - from, bytes.length) + " " + done);
        if (name.isEmpty()) {
            name = path;
            text.isSaved();
        } else if (own && !part) {
            text.isSaved();
            fresh = false;
        }
        return true;
    }

    /** With {@code !} a file that may not be written, in a folder that may, is put in the place of the old one. */
    private void put(String path, byte[] bytes, boolean append, boolean force) throws ErrnoException {
        FileAccess files = process.files();
        int slash = path.lastIndexOf('/');
        String folder = slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
        if (force && !append && files.exists(path) && !files.allows(path, 2) && files.allows(folder, 2)) {
            files.unlink(path);
        }
        Descriptor file =
                process.open(path, EnumSet.of(Open.WRITE, Open.CREATE, append ? Open.APPEND : Open.TRUNCATE), 0666);
        try {
            process.write(file, bytes, 0, bytes.length);
        } finally {
            file.close();
        }
    }
}
