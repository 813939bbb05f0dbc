package postroom.labs.shell.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;

/** Finds commands along {@code $PATH} on the disk, and remembers them as {@code hash} shows. */
public final class CommandHash {
    private static final int MAX_ENTRIES = 2000;
    private final Shell shell;
    private String pathAtThatTime = "";

    CommandHash(Shell shell) {
        this.shell = shell;
    }

    /** A remembered path and how often it was used. */
    public record Entry(String path, int hits) {}

    /** The remembered commands. */
    public Map<String, Entry> entries() {
        return shell.hash();
    }

    /** The file that runs for a name without slashes; remembered when {@code remember}. */
    public Optional<String> find(String name, boolean remember) {
        String path = shell.variables().get("PATH").orElse("");
        if (!path.equals(pathAtThatTime)) {
            if (!pathAtThatTime.isEmpty()) {
                shell.hash().clear();
            }
            pathAtThatTime = path;
        }
        Entry known = shell.hash().get(name);
        if (known != null) {
            if (remember) {
                shell.hash().put(name, new Entry(known.path(), known.hits() + 1));
            }
            return Optional.of(known.path());
        }
        Optional<String> found = search(name, path);
        if (found.isPresent()
                && remember
                && shell.options().is("hashall")
                && shell.hash().size() < MAX_ENTRIES) {
            shell.hash().put(name, new Entry(found.get(), 1));
        }
        return found;
    }

    /** The first executable file of that name; if there is none, one that is not executable, for its error. */
    private Optional<String> search(String name, String path) {
        List<String> all = all(name, path, true);
        if (!all.isEmpty()) {
            return Optional.of(all.get(0));
        }
        return all(name, path, false).stream().findFirst();
    }

    /** Every file of that name along {@code $PATH}. */
    public List<String> all(String name) {
        return all(name, shell.variables().get("PATH").orElse(""), true);
    }

    private List<String> all(String name, String path, boolean executable) {
        List<String> found = new ArrayList<>();
        if (name.isEmpty()) {
            return found;
        }
        FileAccess files = shell.process().files();
        for (String folder : path.split(":", -1)) {
            shell.step();
            String candidate =
                    folder.isEmpty() ? "./" + name : folder.endsWith("/") ? folder + name : folder + "/" + name;
            if (isFile(files, candidate) && (!executable || files.allows(candidate, 1))) {
                found.add(candidate);
            }
        }
        return found;
    }

    private static boolean isFile(FileAccess files, String path) {
        try {
            return files.stat(path).isFile();
        } catch (ErrnoException missing) {
            return false;
        }
    }
}
