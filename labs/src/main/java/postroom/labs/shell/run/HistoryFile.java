package postroom.labs.shell.run;

import java.util.List;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;
import postroom.labs.shell.syntax.ByteText;

/** {@code ~/.bash_history}: read when an interactive shell begins, written when it ends. */
public final class HistoryFile {
    private HistoryFile() {}

    /** Reads a file's lines into the history. */
    public static void read(Shell shell, String path) throws ErrnoException {
        String text = ByteText.decode(shell.process().files().readAll(path));
        for (String line : text.split("\n")) {
            if (!line.isEmpty() && !line.matches("#[0-9]+")) {
                shell.history().load(line);
            }
        }
    }

    /** Appends the lines of this session. */
    public static void append(Shell shell, String path) throws ErrnoException {
        History history = shell.history();
        List<String> lines = history.lines();
        List<String> fresh = lines.subList(lines.size() - history.added(), lines.size());
        FileAccess files = shell.process().files();
        if (!fresh.isEmpty()) {
            boolean existed = files.exists(path);
            files.append(path, ByteText.encode(String.join("\n", fresh) + "\n"));
            if (!existed) {
                files.chmod(path, 0600);
            }
        }
        history.written();
    }

    /** Replaces the file with the whole history. */
    public static void write(Shell shell, String path) throws ErrnoException {
        List<String> lines = shell.history().lines();
        FileAccess files = shell.process().files();
        boolean existed = files.exists(path);
        files.writeAll(path, ByteText.encode(lines.isEmpty() ? "" : String.join("\n", lines) + "\n"));
        if (!existed) {
            files.chmod(path, 0600);
        }
        shell.history().written();
    }
}
