package postroom.labs.debian.coreutils;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.gnu.ArgMatch;
import postroom.labs.debian.gnu.Call;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;

/** What {@code -b} and {@code --backup} of {@code cp}, {@code mv}, {@code ln} and {@code install} do to a file that is in the way. */
final class Backup {
    private final FileAccess files;
    private final String control;
    private final String suffix;

    private Backup(FileAccess files, String control, String suffix) {
        this.files = files;
        this.control = control;
        this.suffix = suffix;
    }

    /** As the options and the environment want it. */
    static Backup of(Call call) {
        Map<String, String> environment = call.process().environment();
        String suffix = call.value("S", environment.getOrDefault("SIMPLE_BACKUP_SUFFIX", "~"));
        if (!call.has("b", "S")) {
            return new Backup(call.files(), "none", suffix);
        }
        String given = call.value("b", null);
        String word = given != null ? given : environment.getOrDefault("VERSION_CONTROL", "existing");
        String control = ArgMatch.choose("backup type", word, "none,off", "simple,never", "existing,nil", "numbered,t");
        return new Backup(call.files(), control, suffix);
    }

    /** Whether backups are made at all. */
    boolean wanted() {
        return !control.equals("none");
    }

    /** Renames a file that is in the way; its new name, or null if there was none or none is kept. */
    String make(String path) throws ErrnoException {
        if (!wanted()) {
            return null;
        }
        try {
            if (files.lstat(path).isDirectory()) {
                return null;
            }
        } catch (ErrnoException nothingThere) {
            return null;
        }
        int highest = highest(path);
        String backup = control.equals("numbered") || control.equals("existing") && highest > 0
                ? path + ".~" + (highest + 1) + "~"
                : path + suffix;
        files.rename(path, backup);
        return backup;
    }

    private int highest(String path) throws ErrnoException {
        int slash = path.lastIndexOf('/');
        String folder = slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
        Pattern numbered = Pattern.compile(Pattern.quote(path.substring(slash + 1)) + "\\.~([1-9][0-9]{0,8})~");
        int highest = 0;
        for (DirectoryEntry each : files.list(folder)) {
            Matcher m = numbered.matcher(each.name());
            highest = m.matches() ? Math.max(highest, Integer.parseInt(m.group(1))) : highest;
        }
        return highest;
    }
}
